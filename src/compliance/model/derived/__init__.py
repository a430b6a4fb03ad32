"""Subjects that are made of several pieces of evidence: pairs, and what is seen beside what is declared."""
