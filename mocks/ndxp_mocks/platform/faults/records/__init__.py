"""What can be wrong with the record that the owner of a platform declares."""
