# in_database PROGRAM ARGUMENT...: one of PostgreSQL's own programs, logged in to Mathesar's database.
in_database() {
  with_environment call_postgres "$@"
}

call_postgres() {
  postgres_program=$tools$1
  shift
  as_account env PGPASSFILE="$work/pgpass" PGHOST="$POSTGRES_HOST" PGPORT="${POSTGRES_PORT:-5432}" \
    PGUSER="$POSTGRES_USER" PGDATABASE="$POSTGRES_DB" "$postgres_program" "$@"
}

can_copy() {
  [ -z "${MATHESAR_WITHOUT_COPY:-}" ] && has "${tools}pg_dump" && has "${tools}psql"
}

# write_state FILE: what tells whether a migration has changed anything: the tables, and which migrations they have had.
write_state() {
  in_database pg_dump --schema-only >"$work/state" || return 1
  in_database psql -XqAt -c "SELECT query_to_xml('SELECT app, name FROM django_migrations ORDER BY id', false, false, '')" \
    >>"$work/state" || return 1
  grep -Ev '^\\(un)?restrict ' "$work/state" >"$1"
}

# The same release has nothing to migrate.
is_as_it_was() {
  [ "$(release_in "$former")" = "$release" ] || {
    [ -s "$switch/state" ] && write_state "$work/now" && cmp -s -- "$switch/state" "$work/now"
  }
}

# A schema beside public may hold tables of yours. Mathesar knows those by numbers that a reloaded copy would change.
load_copy() {
  [ -s "$copy" ] || return 1
  [ "$(in_database psql -XqAt -c "$other_schemas")" = 0 ] || return 1
  { printf '%s\n' "$empty_public"; cat -- "$copy"; } |
    in_database psql -Xq -v ON_ERROR_STOP=1 --single-transaction -f - >/dev/null
}

other_schemas="SELECT count(*) FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')"
empty_public="SET client_min_messages = warning; SET lock_timeout = '30s';
DO \$do\$ DECLARE item record; BEGIN
  FOR item IN SELECT format('%s IF EXISTS public.%I CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname) AS what
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    ORDER BY relkind = 'S'
  LOOP EXECUTE 'DROP ' || item.what; END LOOP;
END \$do\$;"
