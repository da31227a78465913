"""newskg: news articles in, an RDF graph of events out."""
