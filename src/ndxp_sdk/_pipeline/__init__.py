"""One call: prepared, tried, observed. Decisions without I/O; whoever runs them does what they ask for."""
