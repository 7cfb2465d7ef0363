"""Stand-in for what our start script asks of Django."""
