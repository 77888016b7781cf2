"""What somebody could work out of a finished edition: written without a look at how it was protected."""
