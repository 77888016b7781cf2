"""Files with geometry: each format its reader, coordinate systems, the way into that of the city."""
