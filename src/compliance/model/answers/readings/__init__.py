"""What is read in bodies, one file each."""
