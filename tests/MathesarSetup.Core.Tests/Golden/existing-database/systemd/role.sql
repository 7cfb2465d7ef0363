-- «role.sql»

-- The role with which Mathesar logs in.
SELECT 'CREATE ROLE "tables"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tables') \gexec

-- Its rights and its password.
ALTER ROLE "tables" LOGIN CREATEDB CREATEROLE PASSWORD '0Xq7rT2mV9bN4kL8';

-- The database for Mathesar's own records, which the role owns.
SELECT 'CREATE DATABASE "mathesar_django" OWNER "tables" ENCODING ''UTF8'' TEMPLATE template0' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'mathesar_django') \gexec

-- Other roles have no business in it.
REVOKE ALL ON DATABASE "mathesar_django" FROM PUBLIC;
