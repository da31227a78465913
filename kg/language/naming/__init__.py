"""What the pipeline takes for names in, names out: their bounds, their kinds, and what is known under them."""
