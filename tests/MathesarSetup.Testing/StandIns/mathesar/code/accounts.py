"""Stand-in for Mathesar's records: one table of accounts, reached by psql with the variables that Mathesar reads."""
import os
import subprocess


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


def has_administrator():
    return query("SELECT count(*) FROM stand_in_accounts") != "0"
