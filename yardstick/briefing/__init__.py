"""Briefings: definitions of slides built into what they say, from the store, through the charts."""
