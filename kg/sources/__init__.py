"""Paths, folders, globs and standard input -> Articles, one file for each kind of source."""

from kg.sources.reading import read_articles
from kg.sources.text import Report

__all__ = ["Report", "read_articles"]
