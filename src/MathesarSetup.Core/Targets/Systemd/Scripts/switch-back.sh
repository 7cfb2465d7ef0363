# A start that fails goes back by itself; this is for one that was cut off.
step_back() {
  if [ ! -d "$switch" ]; then
    say "  No start was cut off."
    return
  fi
  if [ -z "$dry_run" ]; then
    (umask 077 && with_environment write_password_file >"$work/pgpass")
    own "$work/pgpass"
  fi
  act "let the program serve that served before" go_back
  if [ -n "${former:-}" ] && [ -d "$switch" ]; then exit 1; fi
}
