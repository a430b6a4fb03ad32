"""Rules of a made-up agency, and the guideline that they cite."""
