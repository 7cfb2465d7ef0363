"""Runs a program while no other pod does: the lock is PostgreSQL's, and goes with the connection."""
import signal
import subprocess
import sys
import time

# The first process of a container hears no signal that it has no handler for.
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda *_: sys.exit(143))

sys.path.insert(0, "/code")
import django

django.setup()
from django.db import OperationalError, connection

# PostgreSQL may be starting too. What fails for 5 minutes is left to Kubernetes, which starts this again.
deadline = time.monotonic() + 300
while True:
    try:
        connection.ensure_connection()
        break
    except OperationalError as problem:
        if time.monotonic() > deadline:
            raise
        print("Waiting for PostgreSQL:", str(problem).strip(), flush=True)
        time.sleep(3)

with connection.cursor() as cursor:
    # The number says "Math" in ASCII. Whoever comes second waits here, and then finds everything done.
    cursor.execute("SELECT pg_advisory_lock(1298232424)")
    program = subprocess.Popen(sys.argv[1:])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: program.terminate())
    sys.exit(program.wait())
