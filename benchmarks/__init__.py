"""How fast the product is, beside named peers in the same run; medians, never a test."""
