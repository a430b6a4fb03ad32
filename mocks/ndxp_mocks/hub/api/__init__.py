"""From a request to one of our own APIs to its answer, with everything that all operations share."""
