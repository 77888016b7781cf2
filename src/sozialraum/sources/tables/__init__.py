"""One table of a file as text: sheets, text files, their layout, their numbers and dates."""
