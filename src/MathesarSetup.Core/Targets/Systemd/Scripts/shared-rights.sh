# Who calls has to be whom the installation belongs to.
if [ "$scope" = user ]; then
  if [ "$(id -u)" = 0 ]; then
    fail "This installation belongs to one user. Call the script as that user, without sudo."
  fi
  # Absent after su and sudo, though the user's systemd runs.
  XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
  export XDG_RUNTIME_DIR
  units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
else
  if [ "$(id -u)" != 0 ] && [ -z "$dry_run" ]; then
    fail "This installation belongs to the whole machine, so root has to call the script: sudo $0"
  fi
  units=/etc/systemd/system
fi
