"""The text of an article in, its parts out: story, dateline, credit, notice, and what is quoted."""
