"""Where staff data stands: one code base for SQLite and PostgreSQL. Residents are not in it."""
