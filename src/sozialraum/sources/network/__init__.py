"""The walking network of a city: one module for each kind of file, then one network from all of them."""
