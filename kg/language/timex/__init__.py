"""Words in, expressions of time out, with the values that TIMEX3 gives them."""
