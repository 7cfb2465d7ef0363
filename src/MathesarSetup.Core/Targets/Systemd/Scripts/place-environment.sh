# add_path NAME PATH: a line of .env for a path that is known only on this machine.
add_path() {
  printf "%s='%s'\n" "$1" "$(printf %s "$2" | sed "s/'/'\"'\"'/g")" >>"$work/env"
}

# prepare_environment: .env with such lines, as systemd and this script read it.
prepare_environment() {
  make_work
  (umask 077 && cat .env >"$work/env")
  add_paths
}

# with_environment COMMAND...: calls a command with the variables of .env, in a shell of its own.
with_environment() {
  (
    prepare_environment
    set -a
    # shellcheck disable=SC1091 # it was written above
    . "$work/env"
    set +a
    "$@"
  )
}

# Settings lie beside the program that reads them, so that both change in one moment.
step_environment() {
  if is_complete "$program"; then
    put_settings
  else
    say "  They come with the program, by the step program."
  fi
}

# PostgreSQL's own file for passwords: a password never stands in an argument, where others could read it.
write_password_file() {
  printf '*:*:*:*:%s\n' "$(printf %s "${POSTGRES_PASSWORD:-}" | sed 's/[\\:]/\\&/g')"
}
