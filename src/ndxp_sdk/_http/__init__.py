"""The values of HTTP: URL, request, response, and what stands in them. No I/O."""
