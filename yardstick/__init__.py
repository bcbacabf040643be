"""Yardstick: actual against target for the leaders of a Vietnamese province."""
