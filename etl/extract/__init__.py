"""Document or sheet to mentions, each with its exact span or cell."""
