"""Pages of the library, one file for each noun."""
