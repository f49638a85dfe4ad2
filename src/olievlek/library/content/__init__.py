"""The committed cases, adoptions and lineage: see docs/data.md for their origin. `library.loading` puts them in."""
