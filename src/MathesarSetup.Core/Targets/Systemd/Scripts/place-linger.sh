# Without it, the user's programs start at the first login and end with the last session.
step_linger() {
  if [ "$(loginctl show-user "$(id -un)" --property=Linger --value 2>/dev/null)" != yes ]; then
    run loginctl enable-linger || {
      say "This user may not let programs run while nobody is logged in." >&2
      fail "An administrator can allow it: loginctl enable-linger $(id -un)"
    }
  fi
  tries=0
  until [ -n "$dry_run" ] || [ -S "$XDG_RUNTIME_DIR/systemd/private" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 30 ]; then
      fail "The systemd of this user did not start within 30 seconds. Log in once as this user, and run this again."
    fi
    sleep 1
  done
}
