"""Stand-in for Mathesar's models."""
