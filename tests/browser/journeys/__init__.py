"""What members do, one file for each journey, in a real Chromium; at the end two municipalities together."""
