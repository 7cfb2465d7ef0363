# answers: whether Mathesar answers. localhost is among the names that it always knows.
answers() {
  if has curl; then
    curl -fs -o /dev/null --max-time 5 -H 'Host: localhost' "$health"
  else
    wget -q -O /dev/null -T 5 -t 1 --header 'Host: localhost' "$health"
  fi
}

# systemd calls it started when it listens; it has to answer, too.
wait_until_it_answers() {
  tries=0
  until answers; do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ] || ! is_active "$name.service"; then
      fail "Mathesar does not answer at $health. What it says: journalctl${flag:+ $flag} --unit $name --lines 50"
    fi
    sleep 1
  done
  say "Mathesar answers at $url"
}

# MATHESAR_WAY_BACK=yes leaves the way back open, for the step keep or the step back.
step_start() {
  if has_taken_over && serves && answers; then
    finish_switch
  elif switch_is_due; then
    switch_program
  else
    start_program
  fi
  if [ -z "$dry_run" ]; then rm -f -- "$directory/.changed"; fi
  act "wait until Mathesar answers at $health" wait_until_it_answers
  if [ -n "${MATHESAR_WAY_BACK:-}" ]; then switching=; fi
  if [ -n "$switching" ]; then act "keep the former program, and remove older ones" end_switch; fi
}

start_program() {
  if is_active "$name.service" && [ -n "$changed" ]; then
    run systemctl ${flag:+"$flag"} restart "$name.service" || not_started
  else
    run systemctl ${flag:+"$flag"} start "$name.service" || not_started
  fi
}

# What the change of the program did not come to before it was cut off, and its end.
finish_switch() {
  give_unit
  act "keep the former program, and remove older ones" end_switch
  start_program
}

step_keep() {
  if [ ! -d "$switch" ]; then
    say "  No way back is open."
    return
  fi
  if ! has_taken_over || ! serves; then fail "Mathesar $release does not serve yet: ./install.sh step start"; fi
  act "wait until Mathesar answers at $health" wait_until_it_answers
  finish_switch
  if [ -z "$dry_run" ]; then rm -f -- "$directory/.changed"; fi
}

not_started() {
  journalctl ${flag:+"$flag"} --unit "$name.service" --lines 20 --no-pager >&2 || true
  fail "Mathesar did not start. Its last words stand above; more of them: journalctl${flag:+ $flag} --unit $name"
}
