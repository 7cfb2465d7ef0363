# Two of these at once would undo each other's work. What this one calls holds the lock too, for as long as it runs.
exec 9<.
if [ -z "$dry_run" ] && has flock && ! flock -n 9; then
  fail "Another run of this script is at work here. Wait until it has ended."
fi
make_work
if [ -e "$directory/.changed" ]; then changed=1; fi
choose_program
for step in ${chosen:-$steps}; do
  say "== $step"
  "step_$step"
done
