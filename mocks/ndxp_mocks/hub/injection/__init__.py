"""Fault injection: points in the course of a call, faults that change what is at hand there, and which are on now."""
