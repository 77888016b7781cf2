"""What things are: the project file, the tables, status and what may be published. No files, no screens."""
