"""Paths, URLs and streams -> Articles, one file for each kind of source."""
