# from 0.2.0
"""Stand-in for a migration of Mathesar: its name is what counts."""
