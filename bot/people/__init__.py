"""Staff: who they are, what each may do, how they join and leave."""
