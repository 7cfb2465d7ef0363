# Quiet: there may be none yet, and what the launcher said last is what counts.
stop_postgres() {
  pg_ctlcluster "$PG_MAJOR" mathesar stop >/dev/null 2>&1 || true
}
# Stops PostgreSQL after Mathesar, so that its data is whole.
stop() {
  trap "" TERM INT
  server=$(jobs -p)
  kill -TERM -- "-$server" 2>/dev/null || kill -TERM "$server" 2>/dev/null || true
  while kill -0 -- "-$server" 2>/dev/null; do sleep 0.1; done
  stop_postgres
  exit 0
}
trap stop TERM INT
