"""The areas of a city: their shapes, the levels above them, and which text means which of them."""
