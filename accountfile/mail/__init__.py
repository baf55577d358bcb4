"""Letters, and how each of them leaves exactly once."""
