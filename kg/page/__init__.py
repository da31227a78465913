"""A network in, one HTML file out."""
