"""Dossier and rules to verdicts. Pure: no clock, no file, no socket."""
