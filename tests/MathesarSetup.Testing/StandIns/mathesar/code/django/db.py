"""Stand-in for django.db: a connection that stays open, as Django's does, and commits each statement outside of a transaction."""
import psycopg

import accounts


class OperationalError(Exception):
    pass


class _Connection:
    own = None

    def ensure_connection(self):
        if self.own is None or self.own.closed:
            variables = accounts.environment()
            try:
                self.own = psycopg.connect(**{key: variables[name] for key, name in accounts.PARTS.items() if name in variables}, connect_timeout=3, autocommit=True, client_encoding="UTF8")
            except psycopg.OperationalError as problem:
                raise OperationalError(str(problem)) from None

    def cursor(self):
        self.ensure_connection()
        return self.own.cursor()


connection = _Connection()


class transaction:
    @staticmethod
    def atomic():
        connection.ensure_connection()
        return connection.own.transaction()
