# The machine's units: where Podman and systemd look for them, and who runs them.
configuration=/etc
manager=--system
allowed() {
  [ "$(id -u)" = 0 ] || fail "These units are root's. Run this with sudo, or say podman: user: ordinary in mathesar.yaml and generate again."
}
