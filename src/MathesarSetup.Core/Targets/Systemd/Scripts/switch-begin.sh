switch_is_due() {
  [ -d "$switch" ] || [ "$(served)" != "${program##*/}" ]
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
    make_directory "$copies" 0700 ""
    (umask 077 && in_database pg_dump >"$copy.part")
    mv -f -- "$copy.part" "$copy"
  fi
  if [ -n "$account" ]; then chown -R -- "$shared" "$switch.new"; fi
  mv -T -- "$switch.new" "$switch"
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
