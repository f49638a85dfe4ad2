"""Pages to bring a spreadsheet, and to say which organisation a name means."""
