-- «role.sql»

-- The role with which Mathesar logs in.
SELECT 'CREATE ROLE "tables"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tables') \gexec

-- Its rights and its password.
ALTER ROLE "tables" LOGIN PASSWORD 'p@ss';

-- The database for Mathesar's own records, which the role owns.
SELECT 'CREATE DATABASE "tables" OWNER "tables" ENCODING ''UTF8'' TEMPLATE template0' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'tables') \gexec

-- Other roles have no business in it.
REVOKE ALL ON DATABASE "tables" FROM PUBLIC;
