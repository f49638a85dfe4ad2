"""Pages: `sending` for everyone, `desk` for moderators."""
