# An ordinary user's units: where Podman and systemd look for them, and who runs them.
configuration=${XDG_CONFIG_HOME:-$HOME/.config}
manager=--user
export XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/run/user/$(id -u)}"
allowed() {
  [ "$(id -u)" != 0 ] || fail "These units are an ordinary user's." \
    "Run this without sudo, or say podman: user: root in mathesar.yaml and generate again."
  ctl show-environment >/dev/null 2>&1 || fail "The service manager of $(id -un) does not answer." \
    "It runs for users who logged in, not for those that su or sudo turned into: log in as $(id -un), by ssh for example."
  if [ "$(loginctl show-user "$(id -un)" --property=Linger --value 2>/dev/null)" != yes ]; then
    # Otherwise the services end with the last login, and do not start with the machine.
    act loginctl enable-linger || fail "Services of $(id -un) end when you log out. Let them stay: sudo loginctl enable-linger $(id -un)"
  fi
}
