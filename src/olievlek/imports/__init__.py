"""imports (inbrengen): spreadsheets, lists of others, and the content that ships. Knows the library and below."""
