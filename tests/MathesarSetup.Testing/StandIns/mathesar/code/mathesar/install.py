"""Stand-in for `python3 -m mathesar.install`: needs a database that answers, migrates it, and collects static files."""
import os
import time

from accounts import query
from mathesar import schema

query("SET client_min_messages = error; CREATE TABLE IF NOT EXISTS stand_in_accounts (name text PRIMARY KEY, email text NOT NULL, password text NOT NULL)")
# The real one takes its time, so that a server which listened too early would be caught.
time.sleep(0.5)
print("Applying stand_in.0001_initial... OK")
schema.migrate()
if os.environ.get("SKIP_STATIC_COLLECTION") not in ("t", "true", "True"):
    schema.collect_static()
