make_work
choose_program
for step in ${chosen:-$steps}; do
  say "== $step"
  "step_$step"
done
