"""Answers while their bodies are at hand, and what is read in them."""
