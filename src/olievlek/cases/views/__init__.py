"""Pages of one example: read it, look after it."""
