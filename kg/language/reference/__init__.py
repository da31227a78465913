"""Mentions in, entities out: sieves in order, the most precise first, and a reader with a memory."""
