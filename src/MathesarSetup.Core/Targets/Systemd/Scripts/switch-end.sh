# forget_switch: from one moment to the next, nothing leads back behind the program that serves.
forget_switch() {
  switching=
  rm -rf -- "$switch.done"
  mv -T -- "$switch" "$switch.done"
  rm -rf -- "$switch.done"
}

# The former program is kept; older ones of ours go.
end_switch() {
  former=$(cat -- "$switch/former")
  forget_switch
  for old in "$releases"/*; do
    if [ "$old" != "$program" ] && [ "$old" != "$former" ] && is_ours "$old"; then rm -rf -- "$old"; fi
  done
  if [ "$former" != "$directory" ]; then remove_former_layout; fi
}

# go_back: the former program serves again, on the database that it knows; or the truth is said.
go_back() {
  switching=
  held=
  former=$(if [ -d "$switch" ]; then cat -- "$switch/former"; else former_program; fi)
  if [ -z "$former" ]; then
    say "Mathesar $release is installed, but does not answer yet, for the reason above."
    say "Settle it and run this again: it goes on where it ended."
    return
  fi
  known="Mathesar $(release_in "$former")"
  systemctl ${flag:+"$flag"} stop "$name.service"
  if [ -d "$switch" ]; then
    rm -f -- "$switch/migrated"
    if ! is_as_it_was && ! load_copy; then
      between
      return
    fi
    put_back
  fi
  if systemctl ${flag:+"$flag"} start "$name.service"; then
    say "$known runs as before, and its database is as it was. Settle the reason above and run this again."
  else
    say "$known and its database are as they were, but it does not start: journalctl${flag:+ $flag} --unit $name"
  fi
  if [ -n "$held" ]; then say "What the database held until now lies in $held; psql --file loads it into an empty database."; fi
}

# The unit comes first: while the link still leads to the new program, that one is finished by its own start.
put_back() {
  if [ -e "$switch/unit" ]; then
    cp -- "$switch/unit" "$units/$name.service.new"
    mv -f -- "$units/$name.service.new" "$units/$name.service"
    systemctl ${flag:+"$flag"} daemon-reload
  fi
  if [ "$former" = "$directory" ]; then rm -f -- "$current"; else link_to "${former##*/}"; fi
  rm -rf -- "$switch"
}

between() {
  say "The migration to Mathesar $release ended in the middle, and the database could not be put back by itself."
  say "Mathesar is stopped, and $known is not started: it would work on tables that it does not know."
  say "Settle the reason above and run this again: the migration goes on where it ended."
  noted=$(own_copy)
  if [ -n "$noted" ]; then
    say "Mathesar's database as it was before lies in $noted; psql --file loads it into an empty database."
    say "Tables of yours in it get other numbers by that, and Mathesar no longer finds what it noted about them."
  elif [ -s "$copy" ]; then
    say "$copy is a copy of an earlier time, or of another database, so it was not loaded."
  fi
}
