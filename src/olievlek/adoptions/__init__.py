"""adoptions (overnames): who copies an example, how far they are, and what they give back. Knows cases and below."""
