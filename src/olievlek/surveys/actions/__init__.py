"""What people do: start a round, answer, close it."""
