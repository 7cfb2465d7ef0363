"""
Brings what Mathesar stores by one SECRET_KEY to another one: passwords, and the marks of files in cells. Runs within `manage.py shell`. What is
there already is left as it is, so it can be run again after it was cut off.
"""
import base64
import hashlib
import json
import os

from cryptography.fernet import Fernet, InvalidToken
from django.db import connection, transaction
from mathesar.models.base import Database

former, new = (os.environ["MATHESAR_SETUP_" + name] for name in ("FORMER", "NEW"))


def locked(key):
    return Fernet(base64.urlsafe_b64encode(hashlib.pbkdf2_hmac("sha256", key.encode(), key.encode(), 100_000)))


def opened(lock, token):
    try:
        return lock.decrypt(token.encode())
    except InvalidToken:
        return None


def ask(cursor, sql, *values):
    cursor.execute(sql, values)
    return cursor.fetchall()


def there(cursor, table, column):
    return ask(cursor, "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s AND column_name = %s", table, column)


def mark(key, backend, uri):
    return hashlib.sha256(key.encode() + backend.encode() + uri.encode()).hexdigest()


def renew(database, columns, role, password):
    """The cells of a database's columns by one role; those that it may not change are given back."""
    done, left = 0, []
    with database.connect_manually(role, password) as link:
        # Else a database without an encoding gives bytes.
        link.execute("SET client_encoding TO 'UTF8'")
        for number, place, backend in columns:
            found = link.execute(
                "SELECT format('%%I.%%I', n.nspname, c.relname), format('%%I', a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attrelid = %s AND a.attnum = %s AND NOT a.attisdropped", (number, place)).fetchone()
            if found is None:
                continue
            table, column = (name.replace("%", "%%") for name in found)
            try:
                with link.transaction():
                    pairs = link.execute(
                        f"SELECT DISTINCT {column}::jsonb ->> 'uri', {column}::jsonb ->> 'mash' FROM {table}"
                        f" WHERE jsonb_typeof({column}::jsonb) = 'object' AND %s", (True,)).fetchall()
                    marks = {old: mark(new, name, uri) for uri, old in pairs if uri and old
                             for name in {backend, "default"} if old == mark(former, name, uri)}
                    if marks:
                        done += link.execute(
                            f"UPDATE {table} SET {column} = jsonb_set({column}::jsonb, '{{mash}}', %s::jsonb -> ({column}::jsonb ->> 'mash'))"
                            f" WHERE jsonb_typeof({column}::jsonb) = 'object' AND %s::jsonb ? ({column}::jsonb ->> 'mash')",
                            (json.dumps(marks), json.dumps(marks))).rowcount
            except Exception:
                left.append((number, place, backend))
    return done, left


old_lock, new_lock = locked(former), locked(new)
passwords = unreadable = cells = 0
left = []
with transaction.atomic():
    with connection.cursor() as cursor:
        for number, token in ask(cursor, "SELECT id, password FROM mathesar_configuredrole WHERE password <> '' FOR UPDATE"):
            plain = opened(old_lock, token)
            if plain is not None:
                cursor.execute("UPDATE mathesar_configuredrole SET password = %s WHERE id = %s", (new_lock.encrypt(plain).decode(), number))
                passwords += 1
            elif opened(new_lock, token) is None:
                unreadable += 1
        # Mathesar makes them anew as soon as a file is looked at.
        for table in ("mathesar_downloadlink_sessions", "mathesar_downloadlink"):
            if there(cursor, table, "id") or there(cursor, table, "mash"):
                cursor.execute("DELETE FROM " + table)

with connection.cursor() as cursor:
    files = ask(cursor, "SELECT database_id, table_oid, attnum, file_backend FROM mathesar_columnmetadata WHERE file_backend IS NOT NULL") \
        if there(cursor, "mathesar_columnmetadata", "file_backend") else []
    for database in Database.objects.all():
        columns = [column[1:] for column in files if column[0] == database.id]
        roles = [(role, opened(new_lock, token)) for role, token in ask(cursor,
            "SELECT name, password FROM mathesar_configuredrole WHERE server_id = %s AND password <> '' ORDER BY id", database.server_id)]
        # On its own server Mathesar's role may do more than those that people entered: where the server came with Mathesar, everything.
        if (database.server.host, str(database.server.port or 5432)) == (os.environ.get("POSTGRES_HOST"), os.environ.get("POSTGRES_PORT") or "5432"):
            roles.append((os.environ["POSTGRES_USER"], os.environ["POSTGRES_PASSWORD"].encode()))
        for role, plain in roles:
            if plain is not None and columns:
                try:
                    done, columns = renew(database, columns, role, plain.decode())
                    cells += done
                except Exception:
                    continue
        left += [f"{database.name}:{number}:{place}" for number, place, _ in columns]

print("MATHESAR_SETUP", json.dumps({"passwords": passwords, "unreadable": unreadable, "cells": cells, "left": left}))
