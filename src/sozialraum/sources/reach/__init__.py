"""What lies beyond the border of the city."""
