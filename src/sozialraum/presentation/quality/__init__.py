"""The report on the quality of the data, and what the office is told of disclosure."""
