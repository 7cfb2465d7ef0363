# A private folder for what is needed for a moment; it goes with the script. The user that runs Mathesar finds its own files in it.
make_work() {
  if [ -z "$work" ]; then
    work=$(mktemp -d /tmp/mathesar-setup.XXXXXXXXXX)
    chmod -- 0711 "$work"
    trap leave EXIT
    trap 'exec >/dev/null 2>&1; exit 141' PIPE
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
  fi
}

# Whatever ends the script, one who listens no longer too: what served before serves again, and no secret stays behind.
leave() {
  set +e
  if [ -n "$building" ]; then
    building=
    say "Mathesar $release could not be made complete, for the reason above. Nothing of it was started, and your data is as it was." >&2
    if is_active "$name.service"; then say "Mathesar $(release_in "$(former_program)") runs as before." >&2; fi
    say "Settle the reason and run this again." >&2
  fi
  if [ -n "$switching" ]; then go_back >&2 || true; fi
  rm -rf -- "$work"
}

# own PATH...: gives something to the user that will run Mathesar.
own() {
  if [ -n "$account" ]; then chown -R -- "$private" "$@"; fi
}

# in_folder FOLDER COMMAND...: as the user that will run Mathesar.
in_folder() {
  (
    cd -- "$1"
    shift
    if [ -n "$account" ]; then exec runuser -u "$account" -- "$@"; else exec "$@"; fi
  )
}

# as_account COMMAND...: the same from a folder that everybody may enter.
as_account() {
  in_folder / "$@"
}

# in_program COMMAND...: the same from the program's folder, with the variables of .env.
in_program() {
  with_environment in_folder "$program" "$@"
}

# put FILE TARGET MODE OWNER: copies a file where it differs from what is there.
# Without an owner it belongs to who calls.
put() {
  if ! cmp -s -- "$1" "$2"; then
    note_change
    run install -m "$3" -- "$1" "$2.new"
    if [ -n "$4" ]; then run chown -- "$4" "$2.new"; fi
    run mv -f -- "$2.new" "$2"
  fi
}

# What was changed counts until Mathesar was started with it, however this run ends.
note_change() {
  changed=1
  if [ -z "$dry_run" ] && [ -d "$directory" ]; then : >"$directory/.changed"; fi
}

# make_directory PATH MODE OWNER
make_directory() {
  if [ ! -d "$1" ]; then
    run mkdir -p -- "$1"
    run chmod -- "$2" "$1"
    if [ -n "$3" ]; then run chown -- "$3" "$1"; fi
  fi
}
