"""Stand-in for django.contrib.auth: knows whether there is a superuser."""
import accounts


class _Accounts:
    def filter(self, is_superuser):
        assert is_superuser is True
        return self

    def exists(self):
        return accounts.has_administrator()


class _User:
    objects = _Accounts()


def get_user_model():
    return _User
