"""One module per format; its name is the name of the format. It has `EXTENSION` and `write(report, setting)`."""
