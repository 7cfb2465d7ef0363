switch_is_due() {
  [ -d "$switch" ] || ! serves
}

# What is needed for the way back is complete before anything changes. A second run after an interruption finds it here:
# by then the database may stand between two releases, and is not worth a copy.
begin_switch() {
  rm -rf -- "$switch.new"
  mkdir -- "$switch.new"
  former_program >"$switch.new/former"
  if [ -e "$units/$name.service" ]; then cp -- "$units/$name.service" "$switch.new/unit"; fi
  records=
  if can_copy; then records=$(in_database psql -XqAt -c "SELECT to_regclass('django_migrations')"); fi
  if [ -n "$records" ]; then
    write_state "$switch.new/state"
    write_copy "$copy"
    note_copy >"$switch.new/copy"
  fi
  if [ -n "$account" ]; then chown -R -- "$shared" "$switch.new"; fi
  mv -T -- "$switch.new" "$switch"
}

# has_taken_over: whether a change of the program was cut off, and the new one serves all the same. People may have worked with it
# since, so no way leads back by itself.
has_taken_over() {
  [ -d "$switch" ] && [ -n "$(served)" ] && [ "$releases/$(served)" != "$(cat -- "$switch/former")" ] && is_active "$name.service"
}

serves() {
  [ "$(served)" = "${program##*/}" ]
}

# link_to FOLDER: from one moment to the next, this program is the one that serves.
link_to() {
  rm -f -- "$current.new"
  ln -s -- "${releases##*/}/$1" "$current.new"
  mv -fT -- "$current.new" "$current"
}

migrate() {
  in_program env SKIP_STATIC_COLLECTION=true ./mathesar-venv/bin/python -m mathesar.install
  : >"$switch/migrated"
}

# As late as possible, and so that a power cut at any moment leaves a program that fits its database: once the link is turned,
# start.sh itself finishes a migration that was cut short.
switch_program() {
  if has_taken_over && ! serves; then
    act "keep Mathesar $(release_in "$(former_program)"), which serves since it was cut off" forget_switch
  fi
  if [ -z "$dry_run" ]; then
    is_complete "$program" || fail "The program of Mathesar $release is not complete yet: ./install.sh step program"
    (umask 077 && with_environment write_password_file >"$work/pgpass")
    own "$work/pgpass"
    switching=1
  fi
  if [ -e "$units/$name.service" ]; then run systemctl ${flag:+"$flag"} stop "$name.service"; fi
  if [ ! -d "$switch" ]; then act "note in $switch how to go back, with a copy of Mathesar's records in $copies" begin_switch; fi
  act "let $program be the program that serves" link_to "${program##*/}"
  give_unit
  act "bring the database to Mathesar $release" migrate
  run systemctl ${flag:+"$flag"} start "$name.service" || not_started
  changed=
}
