"""Requests and answers held to the published document of a service."""
