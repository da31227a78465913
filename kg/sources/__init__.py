"""Paths, folders, globs, addresses and standard input -> Articles, one file for each kind of source."""

from kg.sources.counting import count_articles
from kg.sources.fetching import Fetcher
from kg.sources.languages import pipeline_language, written_in
from kg.sources.reading import read_articles
from kg.sources.text import Report

__all__ = ["count_articles", "Fetcher", "Report", "pipeline_language", "read_articles", "written_in"]
