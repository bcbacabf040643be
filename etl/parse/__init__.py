"""Text to value, or the reason why not."""
