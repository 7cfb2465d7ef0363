"""Stand-in for Mathesar's records: tables that are reached by psql with the variables that Mathesar reads."""
import hashlib
import os
import secrets
import subprocess
from base64 import b64encode


PARTS = {"user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE"}


def environment():
    variables = dict(os.environ, PGCONNECT_TIMEOUT="3")
    for ours, theirs in [("USER", "PGUSER"), ("PASSWORD", "PGPASSWORD"), ("HOST", "PGHOST"), ("PORT", "PGPORT"), ("DB", "PGDATABASE")]:
        if os.environ.get("POSTGRES_" + ours):
            variables[theirs] = os.environ["POSTGRES_" + ours]
    return variables


def query(sql, **values):
    command = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1"]
    for name, value in values.items():
        command += ["-v", name + "=" + value]
    run = subprocess.run(command, input=sql, env=environment(), capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip())
    return run.stdout.strip()


def hashed(password, salt=None):
    """As Django keeps a password, with fewer rounds."""
    salt = salt or secrets.token_hex(8)
    return f"pbkdf2_sha256$1000${salt}${b64encode(hashlib.pbkdf2_hmac('sha256', password.encode(), salt.encode(), 1000)).decode()}"


def has_administrator():
    return query("SELECT count(*) FROM mathesar_user WHERE is_superuser") != "0"


def administrator(name):
    """The kept password of an administrator; nothing when there is none of the name."""
    return query("SELECT password FROM mathesar_user WHERE is_superuser AND username = :'name'", name=name)


def make_administrator(name, email, password):
    query("""
    INSERT INTO mathesar_user (username, email, password, is_superuser) VALUES (:'name', :'email', :'hash', true);
    INSERT INTO stand_in_accounts VALUES (:'name', :'email', :'password');
    """, name=name, email=email, password=password, hash=hashed(password))
