-- What Mathesar needs on your PostgreSQL server, for psql as a superuser: ./install.sh
-- step role, or
--  psql -X -v ON_ERROR_STOP=1 -d postgres -f role.sql
-- It holds a secret, and may run again.

-- CREATEDB lets Mathesar make databases for its users.
SELECT format('CREATE ROLE %I', 'tables') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tables') \gexec
ALTER ROLE "tables" LOGIN CREATEDB PASSWORD E'a''b"c$d${e}\\f`g#h i=j\\';

-- The role owns the database, because others may not create in it.
SELECT format('CREATE DATABASE %I OWNER %I', 'mathesar_django', 'tables') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'mathesar_django') \gexec
