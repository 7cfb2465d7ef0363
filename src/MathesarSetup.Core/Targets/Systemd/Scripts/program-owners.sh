# Root owns the program, so that Mathesar cannot change it; it may write only where its data lies.
step_owners() {
  if [ -n "$account" ]; then
    act "give the program to root, readable by the group $account" own_program
  fi
}

# systemd alone reads .env, and it does so as root.
own_program() {
  chown -- "$shared" "$directory" "$releases"
  chmod -- 0750 "$directory" "$releases"
  chown -R -h -- "$shared" "$program"
  chmod -R -- u=rwX,g=rX,o= "$program"
  chown -- root:root "$program/.env"
  chmod -- 0600 "$program/.env"
}
