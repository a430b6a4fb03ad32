"""What is published: specs to the model."""
