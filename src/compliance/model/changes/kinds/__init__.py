"""The kinds of change: one file each, in folders that are families; see `discovery`."""
