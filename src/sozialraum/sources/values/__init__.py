"""Values of indicators, one below the other or side by side."""
