"""Recordings of traffic: access logs, read line by line, and HTTP archives."""
