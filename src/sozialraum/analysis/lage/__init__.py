"""Soziale Lage: indicators made comparable, the index of them, how it changes, and how firm a rank is."""
