# make_places PATH...: the directory with its mark, which tells it from one that holds something else, and places that
# Mathesar may write.
make_places() {
  if [ -d "$directory" ] && [ ! -e "$directory/.mathesar-setup" ] && [ -n "$(ls -A -- "$directory")" ]; then
    say "$directory is not empty, and this script did not make it." >&2
    fail "Choose another systemd.directory, or move away what lies there."
  fi
  if [ -e "$directory/.mathesar-setup" ] && ! is_ours "$directory"; then
    say "$directory belongs to the installation $(cat -- "$directory/.mathesar-setup")." >&2
    fail "Choose another systemd.directory for $name."
  fi
  make_directory "$directory" 0750 "$shared"
  if [ ! -e "$directory/.mathesar-setup" ]; then
    act "note in $directory/.mathesar-setup that the directory belongs to $name" note_mark "$directory"
  fi
  if [ -n "$data" ]; then mark_data; fi
  for place in "$@"; do make_directory "$place" 0700 "$private"; done
}

# The data has a mark, too, where it lies in a place of its own: two installations in one place would end each other's.
mark_data() {
  if [ -e "$data/.mathesar-setup" ] && ! is_ours "$data"; then
    say "$data holds the data of the installation $(cat -- "$data/.mathesar-setup")." >&2
    fail "Choose another storage.directory for $name."
  fi
  make_directory "$data" 0755 ""
  if [ ! -e "$data/.mathesar-setup" ]; then
    act "note in $data/.mathesar-setup that its data belongs to $name" note_mark "$data"
  fi
}

# The place may be somebody's who laid a link there, which is not followed.
note_mark() {
  (set -C && printf '%s\n' "$name" >"$1/.mathesar-setup")
}
