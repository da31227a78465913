"""The HTTP server over a graph: a SPARQL endpoint, and a page for every entity, event and article.

One process speaks HTTP (`app`, with `front` around it) and holds no graph. A keeper reads the graph once and forks
workers that share its memory (`keeper`, `worker`); the HTTP process hands each request to one of them as a job (`crew`,
`messages`). A worker that takes too long ends by its own alarm, one that takes too much memory by its own limit, and
another takes its place. When the graph's files change, a second keeper reads them while the first one's workers still
answer (`pool`).
"""

from __future__ import annotations

from kg.server.settings import Limits, Place, Settings

__all__ = ["Limits", "Place", "Settings"]
