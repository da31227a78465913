"""Triggers and frames in, events out, with what fills their roles."""
