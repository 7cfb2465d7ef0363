-- What Mathesar needs on your PostgreSQL server, for psql as a superuser: ./install.sh
-- step role, or
--  psql -X -v ON_ERROR_STOP=1 -d postgres -f role.sql
-- It holds a secret, and may run again.

-- CREATEDB lets Mathesar make databases for its users.
SELECT format('CREATE ROLE %I', 'tables') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tables') \gexec
ALTER ROLE "tables" LOGIN CREATEDB PASSWORD 'p@ss';

-- The role owns the database, because others may not create in it.
SELECT format('CREATE DATABASE %I OWNER %I', 'tables', 'tables') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'tables') \gexec
