"""Names in, a timeline out: as records, as a table, as a picture (SVG) and as a page (HTML)."""

from kg.timeline.entries import Subject, Timeline, TimelineEntry, timeline
from kg.timeline.page import timeline_html
from kg.timeline.picture import timeline_svg
from kg.timeline.tables import timeline_csv

__all__ = ["Subject", "Timeline", "TimelineEntry", "timeline", "timeline_csv", "timeline_html", "timeline_svg"]
