"""Reach on the pages: cells on the map, figures by area, reach areas of facilities, all in plain words."""
