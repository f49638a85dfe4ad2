"""Forms: `filters` of the list, `joining` to come in and work together, `desk` for moderators."""
