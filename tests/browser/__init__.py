"""Real Chromium on the loaded content, served as in production: granian, hashed and compressed files."""
