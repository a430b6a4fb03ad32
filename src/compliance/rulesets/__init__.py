"""Rules of others in the form of Spectral: each a path into the document, and functions for what is there.

A ruleset is read once with what it extends (`reading`) and settled for one document (`settling`):
its overrides, the formats and aliases that count there. `linting` then asks paths for places and functions for faults.
Nothing here reads a file or cites a law.
"""
