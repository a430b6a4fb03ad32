"""What a door is asked in words: options and files of settings, as the settings of an action."""
