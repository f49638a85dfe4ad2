"""Pages for who tells an example."""
