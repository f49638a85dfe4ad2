"""Pages of questions, comments and thanks."""
