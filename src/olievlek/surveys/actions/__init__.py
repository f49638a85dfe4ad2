"""Actions: start a round, answer, close it."""
