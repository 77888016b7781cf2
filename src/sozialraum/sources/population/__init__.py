"""Where people live: cells of a grid, addresses, and the land over which totals may be spread."""
