"""Rapport against Microsoft's own program, which is not ours to ship: `make live` runs these."""
