"""Everything local is data: read from data/, checked once, frozen."""
