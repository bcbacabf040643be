"""Documents and sheets in, observations out."""
