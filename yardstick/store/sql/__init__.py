"""What readers ask, as SQL text."""
