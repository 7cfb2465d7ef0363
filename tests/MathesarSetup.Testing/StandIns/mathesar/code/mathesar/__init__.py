"""Stand-in for Mathesar's own package."""
