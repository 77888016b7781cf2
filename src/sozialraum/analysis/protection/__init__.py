"""Which cells of a system of equations must be withheld so that none that needs protection can be worked out."""
