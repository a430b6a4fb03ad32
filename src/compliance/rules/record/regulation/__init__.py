"""Data-use regulation and services."""
