"""Faults that a hub can be given, one file each. The package is its own list: a new file is a new fault.

The folder says whose failure a fault plays (LAYER of its `__init__`). A file holds a docstring whose first line is the
description, and FAULT: an `injection.fault.Fault` with its point and what it changes there, or an `xroad_fault` if it
differs from others in its code and its text only. Nothing imports these files but `injection.known`.
"""
