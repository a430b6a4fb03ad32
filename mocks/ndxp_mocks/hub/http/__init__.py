"""Requests and answers of our own APIs, pages, digest fields and message signatures."""
