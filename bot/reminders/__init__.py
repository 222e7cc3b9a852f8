"""The calendar and the notices: who is reminded of what, when, once."""
