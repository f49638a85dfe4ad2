"""Pages: `sending` for everyone, `hidings` for makers, `desk` for moderators."""
