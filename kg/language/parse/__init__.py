"""The pipeline's parse in, a parse out whose predictable faults are mended, each by a rule of its own."""
