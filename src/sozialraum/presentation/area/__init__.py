"""The page of one Sozialraum."""
