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

step_start() {
  if switch_is_due; then
    switch_program
  elif is_active "$name.service" && [ -n "$changed" ]; then
    run systemctl ${flag:+"$flag"} restart "$name.service" || not_started
  else
    run systemctl ${flag:+"$flag"} start "$name.service" || not_started
  fi
  if [ -z "$dry_run" ]; then rm -f -- "$directory/.changed"; fi
  act "wait until Mathesar answers at $health" wait_until_it_answers
  if [ -n "$switching" ]; then act "keep the former program, and remove older ones" end_switch; fi
}

not_started() {
  journalctl ${flag:+"$flag"} --unit "$name.service" --lines 20 --no-pager >&2 || true
  fail "Mathesar did not start. Its last words stand above; more of them: journalctl${flag:+ $flag} --unit $name"
}
