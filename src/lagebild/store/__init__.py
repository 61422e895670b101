"""Reports, claims and all that is judged over them, on disk: SQLite by default, PostgreSQL by one setting."""
