"""A parse in; out, who says what, and what the words around an event make of it: denied, asked for, possible."""
