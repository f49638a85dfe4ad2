"""Pages: `bodies` and `roles` for everyone, `joining` and `mine` for who is signed in, `desk` for moderators."""
