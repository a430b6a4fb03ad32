"""What visitors send, one file each: `PATH` below the language, the action it `NEEDS`, and `act`."""
