"""Tidy frames and figures in, answers out: standings, growth, progress, ranking, remarks."""
