"""Answers to specs/contracts/catalogue.yaml."""
