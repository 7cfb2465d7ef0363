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

# write_copy FILE: the database as it is now, whole and on the disk, or no such file.
write_copy() {
  make_directory "$copies" 0700 ""
  if (umask 077 && in_database pg_dump >"$1.part") && sync -- "$1.part" && mv -f -- "$1.part" "$1"; then return; fi
  rm -f -- "$1.part"
  return 1
}

place_of_database() {
  printf '%s\n' "$POSTGRES_HOST" "${POSTGRES_PORT:-5432}" "$POSTGRES_DB"
}

# note_copy: which copy belongs to this change of the program, and of which database it is one.
note_copy() {
  printf '%s\n' "$copy"
  with_environment place_of_database
}

# own_copy: that copy, or nothing. One that an earlier change left tells of another time.
own_copy() {
  if [ ! -s "$switch/copy" ]; then return; fi
  noted=$(sed -n 1p "$switch/copy")
  if [ -s "$noted" ] && [ "$(sed 1d "$switch/copy")" = "$(with_environment place_of_database)" ]; then printf %s "$noted"; fi
}

# A schema beside public may hold tables of yours. Mathesar knows those by numbers that a reloaded copy would change.
# People may have worked with the new program already, so what the database holds now is copied first.
load_copy() {
  noted=$(own_copy)
  [ -n "$noted" ] || return 1
  [ "$(in_database psql -XqAt -c "$other_schemas")" = 0 ] || return 1
  held=$copies/until-$(date +%Y-%m-%dT%H-%M-%S).sql
  if ! write_copy "$held"; then
    held=
    say "What the database holds now could not be copied into $copies, so the former state was not loaded over it."
    return 1
  fi
  { printf '%s\n' "$empty_public"; cat -- "$noted"; } |
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
