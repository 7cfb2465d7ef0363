if [ -n "$words" ] && { [ -d "$media" ] || [ -d "$cluster" ]; }; then
  if is_ours "$data"; then
    run rm -rf -- "$media" "$cluster" "$data/.mathesar-setup"
  else
    say "The data in $data stays, since no mark says that it belongs to $name. If nobody needs it: rm -r $(quoted "$media") $(quoted "$cluster")"
  fi
fi
