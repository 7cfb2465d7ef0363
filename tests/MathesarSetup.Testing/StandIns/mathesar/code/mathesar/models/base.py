"""Stand-in for Mathesar's models of what it connects to: rows of the same tables, and as much of Django's ways as an installation asks for."""
import json
import os
import subprocess

import psycopg

from mathesar import __version__
from accounts import query
from encryption import decrypt, encrypt


class _Rows(list):
    def first(self):
        return self[0] if self else None

    def exists(self):
        return bool(self)


class _Table:
    def __init__(self, model):
        self.model = model

    def all(self):
        rows = query(f"SELECT coalesce(json_agg(t ORDER BY id), '[]') FROM {self.model.table} t")
        return _Rows(self.model(**row) for row in json.loads(rows))

    def filter(self, **wanted):
        return _Rows(row for row in self.all() if all(getattr(row, name) == value for name, value in wanted.items()))

    def create(self, **values):
        row = self.model(id=None, **values)
        row.save()
        return row


class _Model:
    fields = ()

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def save(self):
        values = {name: str(getattr(self, name)) for name in self.fields}
        if self.id is None:
            query(f"INSERT INTO {self.table} ({', '.join(values)}) VALUES ({', '.join(f':{chr(39)}{n}{chr(39)}' for n in values)})", **values)
        else:
            query(f"UPDATE {self.table} SET {', '.join(f'{n} = :{chr(39)}{n}{chr(39)}' for n in values)} WHERE id = {self.id}", **values)


class Server(_Model):
    table, fields = "mathesar_server", ("host", "port")


class _OnServer(_Model):
    @property
    def server(self):
        return Server.objects.filter(id=self.server_id).first()


class Database(_OnServer):
    table, fields = "mathesar_database", ("name", "server_id", "last_confirmed_sql_version")
    last_confirmed_sql_version = "0.0.0"

    def install_sql(self):
        """Writes the release into the database itself, with the role that is stored for its server."""
        role = ConfiguredRole.objects.filter(server_id=self.server_id).first()
        if role is None:
            raise RuntimeError("no role is stored for the server of " + self.name)
        variables = dict(os.environ, PGHOST=self.server.host, PGPORT=str(self.server.port), PGUSER=role.name, PGPASSWORD=role.password, PGCONNECT_TIMEOUT="3")
        sql = f"CREATE SCHEMA IF NOT EXISTS msar; CREATE OR REPLACE FUNCTION msar.stand_in_release() RETURNS text LANGUAGE sql AS $$ SELECT '{__version__}' $$"
        run = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.name, "-c", sql], env=variables, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise RuntimeError(run.stderr.strip())
        self.last_confirmed_sql_version = __version__
        self.save()

    def connect_manually(self, role, password):
        return psycopg.connect(host=self.server.host, port=self.server.port, dbname=self.name, user=role, password=password)


class ConfiguredRole(_OnServer):
    table, fields = "mathesar_configuredrole", ("name", "password", "server_id")

    def __init__(self, **values):
        super().__init__(**values)
        self.password = decrypt(self.password)

    def save(self):
        plain = self.password
        self.password = encrypt(plain)
        super().save()
        self.password = plain


for _model in (Server, Database, ConfiguredRole):
    _model.objects = _Table(_model)
