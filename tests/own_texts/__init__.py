"""An app for tests: one noun whose words are a party's own until it shows them."""
