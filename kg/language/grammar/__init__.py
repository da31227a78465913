"""A mended parse in; out, what stands to a verb or noun as subject, object or phrase, in whatever construction."""
