"""The spaCy components, in pipeline order: Article -> Doc with names, entities, times, speech and events."""
