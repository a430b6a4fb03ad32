"""Credentials of services: given by reference, read once, and sent to nobody else."""
