"""Stand-in for django.db: a connection that stays open, as Django's does."""
import contextlib
import subprocess

import accounts


class OperationalError(Exception):
    pass


class _Cursor:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def execute(self, sql):
        connection.ensure_connection()
        self.rows = connection.ask(sql)

    def fetchall(self):
        return [tuple(row.split("|")) for row in self.rows]


class _Connection:
    psql = None

    def ensure_connection(self):
        if self.psql is None:
            psql = subprocess.Popen(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1"], env=accounts.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.psql = psql
            try:
                self.ask("SELECT 1")
            except OSError:
                self.psql = None
                raise OperationalError(psql.stderr.read()) from None

    def ask(self, sql):
        print(sql + ";\n\\echo done", file=self.psql.stdin, flush=True)
        rows = []
        for line in self.psql.stdout:
            if line == "done\n":
                return rows
            rows.append(line.rstrip("\n"))
        raise BrokenPipeError

    def cursor(self):
        return _Cursor()


connection = _Connection()


class transaction:
    """One statement is all or nothing here too; several are not."""
    atomic = contextlib.nullcontext
