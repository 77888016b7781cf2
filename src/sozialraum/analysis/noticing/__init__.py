"""What stands out in the figures, and what goes with what."""
