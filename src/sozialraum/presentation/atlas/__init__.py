"""The atlas page, and the block of data that its scripts read."""
