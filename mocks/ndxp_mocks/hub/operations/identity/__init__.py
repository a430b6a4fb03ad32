"""Answers to specs/contracts/identity.yaml."""
