"""One rule for each live kind that no shipped rule looks at."""
