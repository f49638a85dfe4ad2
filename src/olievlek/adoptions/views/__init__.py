"""Pages about copying an example."""
