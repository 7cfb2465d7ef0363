"""Stand-in for the part of Mathesar's installer that tries the connection and writes .env anew."""
import sys

import psycopg

values, kept = {}, []
for line in sys.stdin.read().splitlines():
    if not line.strip():
        continue
    kept.append(line)
    if not line.startswith("#") and "=" in line:
        name, value = line.split("=", 1)
        # Double quotes only: single ones stay part of the value, as in the real one.
        values[name.strip()] = value.strip().strip('"')

connection = {ours: values.get("POSTGRES_" + ours, "") for ours in ("HOST", "PORT", "DB", "USER", "PASSWORD")}
try:
    psycopg.connect(host=connection["HOST"], port=connection["PORT"], dbname=connection["DB"], user=connection["USER"], password=connection["PASSWORD"]).close()
except Exception as problem:
    sys.exit("Unable to connect to the database. %s" % problem)
written = {"POSTGRES_" + name: value for name, value in connection.items()}
for line in kept:
    name = line.split("=", 1)[0]
    print('%s="%s"' % (name, written.pop(name)) if name in written else line)
for name, value in written.items():
    print('%s="%s"' % (name, value))
