"""Prepare, attempt and observe one call. Decisions without I/O; a runner performs the effects that they yield."""
