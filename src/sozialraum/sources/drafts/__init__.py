"""A first project file from files that are there: what each one holds, and what that may mean."""
