"""A timeline in, one HTML file out: a list to read and to print, with no script and nothing from the network."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape

from kg.escaping import xml_text
from kg.events import EventRecord
from kg.timeline.entries import Timeline, TimelineEntry
from kg.timeline.signs import SIGNS
from kg.timeline.tables import roles_in_words

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #212121; }
h1 { font-size: 1.5rem; } ul, ol { list-style: none; padding: 0; }
ol { border-left: 3px solid #9e9e9e; margin-left: .6rem; }
li.event { position: relative; padding: .25rem 0 .75rem 1.5rem; }
.sign { position: absolute; left: -.72rem; background: #fff; width: 1.3rem; text-align: center; font-weight: bold; }
time { font-variant-numeric: tabular-nums; font-weight: bold; margin-right: .5rem; }
.told { font-style: italic; font-weight: normal; }
.notes, .by { color: #555; } blockquote { margin: .25rem 0; } mark { background: #fff3c4; font-weight: bold; }
.asserts { color: #1b5e20; } .attributes { color: #0d47a1; } .denies { color: #b71c1c; }
.possible { color: #6d4c00; } .future { color: #4a148c; }
@media print { details > * { display: block; } }
"""


def timeline_html(found: Timeline) -> str:
    """The page: day, sign, label, notes, and each report's sentence with its trigger marked."""
    names = ", ".join(subject.name for subject in found.subjects)
    digest = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    entries = "\n".join(_entry(entry, found) for entry in found.entries)
    signs = "".join(
        f'<li><span class="{telling.value}">{sign.character}</span> {_text(sign.words)}</li>'
        for telling, sign in SIGNS.items()
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(f"Timeline: {names}")}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{_text(names)}</h1>
<p>{len(found.entries)} events. <em>told</em>: no text says when; it stands at the day its article was published.</p>
<ul>{signs}</ul>
<ol>
{entries}
</ol>
</body>
</html>
"""


def _entry(entry: TimelineEntry, found: Timeline) -> str:
    event, sign = entry.event, SIGNS[entry.event.telling]
    day = f' datetime="{_text(entry.begin)}"' if entry.begin else ""
    told = "" if entry.is_dated else ' class="told"'
    notes = "; ".join((event.class_label, *entry.notes, roles_in_words(entry, found)))
    mark = f'<span class="sign {event.telling.value}" title="{_text(sign.words)}">{sign.character}</span>'
    return (
        f'<li class="event">{mark}<time{day}{told}>{_text(entry.when)}</time> <strong>{_text(event.label)}</strong>'
        f' <span class="notes">({_text(notes)})</span>{_reports(entry)}</li>'
    )


def _reports(entry: TimelineEntry) -> str:
    quotes = "".join(f"<blockquote>{_sentences(report)}</blockquote>" for report in entry.reports)
    count = f"{len(entry.reports)} report{'s' * (len(entry.reports) > 1)}"
    return f"<details><summary>{count}</summary>{quotes}</details>"


def _sentences(report: EventRecord) -> str:
    """A report's sentences, its triggers marked, and who reports it, how."""
    shown = " ".join(
        f"{_text(s.text[: s.begin])}<mark>{_text(s.text[s.begin : s.end])}</mark>{_text(s.text[s.end :])}"
        for s in report.sentences
    )
    by = ", ".join(filter(None, (str(report.article), report.article.publisher, report.telling.value, *report.notes)))
    return f'{shown} <span class="by">— {_text(by)}</span>'


def _text(text: str | None) -> str:
    return escape(xml_text(text or ""))
