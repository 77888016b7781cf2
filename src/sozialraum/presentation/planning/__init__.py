"""The page on planning: balance by Kita-Jahr, measures, schools, Familienzentren, and the rules they rest on."""
