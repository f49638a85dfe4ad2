"""library (praktijkbank): cases, who copied them, where they came from. Knows organisations, vocabulary and index."""
