"""Where things come from: the only room that reads city files."""
