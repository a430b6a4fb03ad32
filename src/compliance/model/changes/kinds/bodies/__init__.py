"""Bodies of requests and their media types."""
