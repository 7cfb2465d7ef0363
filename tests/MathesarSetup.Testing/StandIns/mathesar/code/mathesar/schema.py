"""Stand-in for Mathesar's migrations: each is a transaction of its own, and a release knows those whose files it has."""
import os
import pathlib
import shutil

from accounts import query

# What a migration does. These two fail on records that were allowed before, as the real ones do; the others leave their row alone.
STATEMENTS = {
    "0012_alter_user_username": "ALTER TABLE stand_in_accounts ADD CHECK (length(name) <= 63);",
    "0013_stand_in": "CREATE UNIQUE INDEX ON stand_in_accounts (email);",
}


def known():
    return sorted(file.stem for file in pathlib.Path(__file__).with_name("migrations").glob("*.py"))


def applied():
    return query("SELECT name FROM django_migrations WHERE app = 'mathesar' ORDER BY id").split()


def migrate():
    done = applied()
    together = []
    for name in known():
        if name in done:
            continue
        if name in STATEMENTS:
            apply(together)
            apply([name])
            together = []
        else:
            together.append(name)
    apply(together)


# One call for many, since each starts a program.
def apply(names):
    slow = names and names[0] in STATEMENTS
    if slow:
        # As Django says it: the name before, and OK on the same line behind it.
        print("Applying mathesar.%s..." % names[0], end="", flush=True)
        if query("SELECT to_regclass('stand_in_pace') IS NOT NULL") == "t":
            query("SELECT pg_sleep(seconds) FROM stand_in_pace")
    statement = "BEGIN; %s INSERT INTO django_migrations (app, name) VALUES ('mathesar', '%s'); COMMIT;\n"
    if names:
        query("".join(statement % (STATEMENTS.get(name, ""), name) for name in names))
    for name in names:
        print(" OK" if slow else "Applying mathesar.%s... OK" % name)


def collect_static():
    shutil.rmtree("static", ignore_errors=True)
    os.makedirs("static", exist_ok=True)
    shutil.copy("release.txt", "static")
