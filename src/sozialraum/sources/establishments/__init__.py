"""Facilities: where they stand, what they offer, and how an address becomes a place."""
