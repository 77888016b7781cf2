"""How it is shown: text and bytes out. No city files are read here, and only Published comes in."""
