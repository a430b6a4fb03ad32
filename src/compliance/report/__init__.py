"""Report to words: one file per format in `formats`, all of one signature."""
