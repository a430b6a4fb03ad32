"""Answers to specs/contracts/audit.yaml."""
