# remove_unit UNIT: stops and forgets one of ours; one of the same name that belongs to another directory stays.
remove_unit() {
  if ! [ -e "$units/$1" ] ||
    [ "$(sed -n 's/^WorkingDirectory=//p' "$units/$1")" != "$(sed -n 's/^WorkingDirectory=//p' "units/$1")" ]; then return; fi
  run systemctl ${flag:+"$flag"} --quiet disable --now "$1"
  run rm -f -- "$units/$1"
  run systemctl ${flag:+"$flag"} daemon-reload
  systemctl ${flag:+"$flag"} reset-failed "$1" 2>/dev/null || true
}
