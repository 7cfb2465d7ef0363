"""Stand-in for what our scripts ask of Django."""


def setup():
    pass
