# Not among the steps that run by themselves: it changes a server of yours.
# It logs in as psql does by itself, or as PGHOST, PGUSER and the like say; root becomes postgres, the owner of a server on
# this machine.
step_role() {
  if [ "$(id -u)" = 0 ] && [ -z "${PGHOST:-}${PGUSER:-}" ] && getent passwd postgres >/dev/null; then
    act "apply role.sql as the user postgres" apply_as_postgres
  else
    act "apply role.sql by psql" apply_role
  fi
}

apply_role() {
  psql -Xq -v ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}" <role.sql
}

apply_as_postgres() {
  (exec <role.sql && cd / && runuser -u postgres -- psql -Xq -v ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}")
}
