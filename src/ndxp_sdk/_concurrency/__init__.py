"""Deadlines, forks, event loops and threads, in one form for both clients."""
