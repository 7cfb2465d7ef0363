check_machine() {
  if [ ! -d /run/systemd/system ]; then
    problem "systemd does not run this machine. In WSL, switch it on: [boot] systemd=true in /etc/wsl.conf."
  fi
  for tool in bash tar; do
    has "$tool" || problem "$tool is missing: $(package "$tool" "$tool" "$tool" "$tool")"
  done
  if ! has curl && ! has wget; then
    problem "curl and wget are missing, and one of them has to download Mathesar: $(package curl curl curl curl)"
  elif ! has curl && [ "$downloads" != "$official" ]; then
    problem "Mathesar's installer takes files from another place than its own only with curl: $(package curl curl curl curl)"
  fi
  if ! has python3 || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    say "  Python 3.10 or newer is not here, so Mathesar's installer will download one into $directory."
  fi
  memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
  if [ "$memory" -lt 3800 ]; then
    say "  This machine has $memory MB of memory; Mathesar's makers ask for 4,000 MB. Fewer workers (tuning.workers) take less."
  fi
  free=$(free_megabytes "$directory")
  if [ "$free" -lt 2000 ]; then
    problem "$free MB are free for $directory, and the program alone takes about 2,000 MB. Free some, or choose another systemd.directory."
  fi
}
