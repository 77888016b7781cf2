"""Values, dates and findings in the words of planners."""
