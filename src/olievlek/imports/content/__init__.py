"""The committed cases, adoptions and lineage: see docs/data.md for their origin. `imports.loading` puts them in."""
