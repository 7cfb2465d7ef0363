# put_unit UNIT: copies a unit where it differs, and lets systemd read it.
put_unit() {
  if ! cmp -s -- "units/$1" "$units/$1"; then
    if [ ! -d "$units" ]; then run mkdir -p -- "$units"; fi
    put "units/$1" "$units/$1" 0644 ""
    run systemctl ${flag:+"$flag"} daemon-reload
  fi
}

give_unit() {
  put_unit "$name.service"
  run systemctl ${flag:+"$flag"} --quiet enable "$name.service"
}

step_unit() {
  if switch_is_due; then
    say "  It changes together with the program, by the step start."
  else
    give_unit
  fi
}
