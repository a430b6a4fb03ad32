"""What the hub offers beside calls: asynchronous requests, events and bulk files."""
