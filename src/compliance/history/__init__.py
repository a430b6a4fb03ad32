"""Kept runs: SQLite by default, PostgreSQL by address, one schema for both."""
