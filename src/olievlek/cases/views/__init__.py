"""Pages of one example: read it, write it, take part in it, look after it."""
