"""One file a change, named by its number: 0001, 0002 …; each goes up and down."""
