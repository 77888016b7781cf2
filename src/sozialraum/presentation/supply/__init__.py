"""Children, places and what is missing, on the page of one Sozialraum."""
