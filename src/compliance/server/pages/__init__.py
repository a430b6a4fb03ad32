"""The pages, one file each: `PATH` below the language, the action it `NEEDS`, and `show`."""
