"""Values and rules of the field: periods, units, places, indicators, targets. No I/O."""
