"""The soziale Lage: what the index is made of, how firm it is, how it is worked out."""
