"""What is meant: how surely, about when, in whose terms, and what the headline makes of it."""
