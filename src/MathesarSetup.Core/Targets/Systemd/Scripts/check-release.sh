refuse_older() {
  "$1" "Mathesar $(release_in "$(former_program)") is installed, and the older $release cannot read what it has written." \
    "Set mathesar.version to what is installed, or to a newer release."
}

# Without a copy of Mathesar's records there is no way back from a migration that fails.
check_release() {
  if older_than_served; then
    refuse_older problem
  elif [ -n "$(former_program)" ] && [ "$(release_in "$(former_program)")" != "$release" ] &&
    { [ ! -d "$switch" ] || has_taken_over; } && ! can_copy && [ -z "${MATHESAR_WITHOUT_COPY:-}" ]; then
    problem "pg_dump and psql are missing, which copy Mathesar's records before an update:" \
      "$(package postgresql-client postgresql postgresql-libs postgresql). MATHESAR_WITHOUT_COPY=yes updates without a copy."
  fi
}
