"""What the commands that list something write."""
