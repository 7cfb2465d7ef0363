# The role that Mathesar logs in as is the one that owns the server: nobody else uses it.
make_cluster() {
  make_work
  (umask 077 && printf '%s\n' "${POSTGRES_PASSWORD:-}" >"$work/password")
  own "$work/password"
  as_account "$postgres/initdb" --pgdata="$cluster" --username="$POSTGRES_USER" --pwfile="$work/password" \
    --auth=scram-sha-256 --data-checksums --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  rm -f -- "$work/password"
}

make_database() {
  make_work
  (umask 077 && write_password_file >"$work/pgpass")
  own "$work/pgpass"
  as_account env -u PGSSLMODE PGPASSFILE="$work/pgpass" PGHOST="$socket" PGPORT=5432 PGUSER="$POSTGRES_USER" PGDATABASE=postgres \
    "$postgres/psql" -XqAt -v ON_ERROR_STOP=1 -v name="$POSTGRES_DB" <<'SQL'
SELECT format('CREATE DATABASE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SQL
  rm -f -- "$work/pgpass"
}

step_database() {
  find_postgres || fail "PostgreSQL is not installed. ./install.sh step check says more."
  if [ "$(readlink "$directory/postgresql")" != "$postgres" ]; then
    run ln -sfn -- "$postgres" "$directory/postgresql"
  fi
  if [ ! -s "$cluster/PG_VERSION" ]; then
    act "make a PostgreSQL $version cluster in $cluster" with_environment make_cluster
  fi
  renewed=
  if ! cmp -s -- "units/$name-db.service" "$units/$name-db.service"; then renewed=1; fi
  put_unit "$name-db.service"
  run systemctl ${flag:+"$flag"} --quiet enable "$name-db.service"
  if [ -n "$renewed" ]; then
    run systemctl ${flag:+"$flag"} restart "$name-db.service"
  else
    run systemctl ${flag:+"$flag"} start "$name-db.service"
  fi
  act "make the database, unless it is there" with_environment make_database
}
