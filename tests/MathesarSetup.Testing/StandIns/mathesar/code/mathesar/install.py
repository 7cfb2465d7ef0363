"""Stand-in for `python3 -m mathesar.install`: needs a database that answers, and migrates it."""
import time

from accounts import query

query("""
SET client_min_messages = error;
CREATE TABLE IF NOT EXISTS stand_in_accounts (name text PRIMARY KEY, email text NOT NULL, password text NOT NULL);
CREATE TABLE IF NOT EXISTS mathesar_user (id serial PRIMARY KEY, username varchar(63) NOT NULL UNIQUE, email text NOT NULL, password varchar(128) NOT NULL, is_superuser boolean NOT NULL);
CREATE TABLE IF NOT EXISTS mathesar_server (id serial PRIMARY KEY, host varchar(255) NOT NULL, port integer, CONSTRAINT unique_server_host_port UNIQUE (host, port));
CREATE TABLE IF NOT EXISTS mathesar_database (id serial PRIMARY KEY, name varchar(128) NOT NULL, server_id integer NOT NULL REFERENCES mathesar_server, UNIQUE (name, server_id));
CREATE TABLE IF NOT EXISTS mathesar_configuredrole (id serial PRIMARY KEY, name varchar(255) NOT NULL, password text NOT NULL, server_id integer NOT NULL REFERENCES mathesar_server, UNIQUE (name, server_id));
""")
# The real one takes its time, so that a server which listened too early would be caught.
time.sleep(0.5)
print("Applying stand_in.0001_initial... OK")
