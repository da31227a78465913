"""Sources -> KnowledgeGraph: by one process or several, with what is there already left alone; and its files."""

from kg.building.files import GRAPH_FILES, PAGE, rewrite, summary, write
from kg.building.loop import build

__all__ = ["GRAPH_FILES", "PAGE", "build", "rewrite", "summary", "write"]
