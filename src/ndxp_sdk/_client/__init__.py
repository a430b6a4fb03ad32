"""What a client is made of: its options, checked, and the parts that they ask for."""
