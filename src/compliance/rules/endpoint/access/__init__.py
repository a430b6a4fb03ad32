"""Who is refused: callers without credentials, with bad ones, and with good ones for something else."""
