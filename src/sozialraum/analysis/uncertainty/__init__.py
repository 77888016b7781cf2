"""The usual fluctuation of rates of persons: intervals, comparisons, smoothing, several years together."""
