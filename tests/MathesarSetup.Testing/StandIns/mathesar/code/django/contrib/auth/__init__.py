"""Stand-in for django.contrib.auth: knows the superusers."""
import accounts


class _Found:
    def __init__(self, kept):
        self.kept = kept

    def check_password(self, password):
        return self.kept == accounts.hashed(password, self.kept.split("$")[2])


class _Accounts:
    name = None

    def filter(self, is_superuser, username=None):
        assert is_superuser is True
        found = _Accounts()
        found.name = username
        return found

    def exists(self):
        return accounts.has_administrator() if self.name is None else self.first() is not None

    def first(self):
        kept = accounts.administrator(self.name)
        return _Found(kept) if kept else None


class _User:
    objects = _Accounts()


def get_user_model():
    return _User
