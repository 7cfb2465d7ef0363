#!/bin/sh
# Mathesar 0.12.0, to be opened at http://localhost:8000
#
#  ./install.sh          put units and secrets in their place, start what is new or changed, wait until it answers
#  ./install.sh print    only print the commands that it would run
#  ./install.sh update   fetch the images again and start everything anew
#  ./install.sh remove   stop it and take units and secrets away again; the data stays in its volumes
#
# The script may run as often as you like: what is as it should be is left alone.
# Units stand in the folder quadlet, secrets in the .env files; both are yours to change.
set -eu

# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
umask 077
print=
name=mathesar
url=http://localhost:8000
wanted=4.9

# An ordinary user's units: where Podman and systemd look for them, and who runs them.
configuration=${XDG_CONFIG_HOME:-$HOME/.config}
manager=--user
export XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/run/user/$(id -u)}"
allowed() {
  [ "$(id -u)" != 0 ] || fail "These units are an ordinary user's. Run this without sudo, or say podman: user: root in mathesar.yaml and generate again."
  ctl show-environment >/dev/null 2>&1 || fail "The service manager of $(id -un) does not answer. It runs for users who logged in, not for those that su or sudo turned into: log in as $(id -un), by ssh for example."
  if [ "$(loginctl show-user "$(id -un)" --property=Linger --value 2>/dev/null)" != yes ]; then
    # Otherwise the services end with the last login, and do not start with the machine.
    act loginctl enable-linger || fail "Services of $(id -un) end when you log out. Let them stay: sudo loginctl enable-linger $(id -un)"
  fi
}

units=$configuration/containers/systemd
place=$configuration/mathesar-setup

fail() {
  echo "$*" >&2
  exit 1
}

# act COMMAND...: runs a command, or prints it.
act() {
  if [ -n "$print" ]; then echo "$*"; else "$@"; fi
}

ctl() {
  systemctl "$manager" "$@"
}

# must_exist PATH
must_exist() {
  [ -e "$1" ] || fail "$1 is missing. Put it back, or generate the files again."
}

# check: whether this is the right user, the right Podman and a free name.
check() {
  allowed
  found=$(podman version --format '{{ .Client.Version }}') || fail "Podman does not answer."
  lowest=$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n 1)
  [ "$lowest" = "$wanted" ] || fail "The units are written for Podman $wanted, and this is $found. Say podman: version: $found in mathesar.yaml and generate again."
  if [ -L "$place/$name" ] && [ "$(readlink "$place/$name")" != "$PWD" ] && [ -e "$place/$name/install.sh" ]; then
    fail "An installation named $name is there already, in $(readlink "$place/$name"). Give this one another name, or remove that one first. If it is the same directory by another path, remove $place/$name."
  fi
  case $(ctl show --property=FragmentPath --value "$name.service") in
    '' | */generator/*) ;;
    *) fail "There is a service named $name that Podman did not make. Give this installation another name." ;;
  esac
}

# link: makes this directory appear where the units look for it.
link() {
  act mkdir -p "$place" "$units"
  [ "$(readlink "$place/$name" 2>/dev/null)" = "$PWD" ] || act ln -sfn "$PWD" "$place/$name"
}

# forget_secret NAME
forget_secret() {
  podman secret rm "$1" >/dev/null 2>&1 </dev/null || true
}

# secrets CONTAINER FILE: makes a secret of each line of the file, named after container and variable.
secrets() {
  must_exist "$2"
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      '' | '#'*) continue ;;
    esac
    secret=$1.${line%%=*}
    if [ -n "$print" ]; then
      echo "podman secret create $secret - # its value stands in $2"
    else
      forget_secret "$secret"
      printf '%s' "${line#*=}" | podman secret create "$secret" - >/dev/null
    fi
  done <"$2"
}

# stop SERVICE: stops it, if it is there.
stop() {
  ctl stop "$1.service" 2>/dev/null || true
}

# units FILE...: puts these units in their place, and takes away others of this installation.
units() {
  for there in "$units/$name.container" "$units/$name"_*.container "$units/$name"_*.network "$units/$name"_*.volume; do
    [ -e "$there" ] || continue
    file=${there##*/}
    case " $* " in
      *" $file "*) ;;
      *)
        case $file in
          *.container) act systemctl "$manager" stop "${file%.*}.service" ;;
        esac
        act rm -f "$there" ;;
    esac
  done
  for file in "$@"; do
    must_exist "quadlet/$file"
    cmp -s "quadlet/$file" "$units/$file" || act cp "quadlet/$file" "$units/$file"
    [ -n "$print" ] || chmod 644 "$units/$file"
  done
  act systemctl "$manager" daemon-reload
}

# forget: takes the services for changed, so that they are started anew.
forget() {
  rm -f "$place/$name.cksum" "$place/$name"_*.cksum
}

# service NAME FILE...: starts a service, or starts it anew when one of its files changed since.
service() {
  service=$1
  shift
  now=$(cat -- "$@" | cksum)
  verb=start
  if [ "$now" != "$(cat "$place/$service.cksum" 2>/dev/null)" ]; then verb=restart; fi
  if [ -z "$print" ] && [ "$verb" = start ] && ctl --quiet is-active "$service.service"; then
    echo "$service is as it should be."
    return
  fi
  [ -n "$print" ] || echo "Starting $service. A first start takes a few minutes."
  if ! act systemctl "$manager" "$verb" "$service.service"; then
    journalctl "$manager" --no-pager --lines 30 --unit "$service.service" >&2
    fail "$service did not start; its last words stand above."
  fi
  [ -n "$print" ] || echo "$now" >"$place/$service.cksum"
}

install() {
  check
  must_exist ./file_storage.yml
  # Units reach the files here by a link, so that none of them holds the path.
  link
  secrets mathesar_db db.env
  secrets mathesar mathesar.env
  units mathesar_net.network mathesar_db.volume mathesar_media.volume mathesar_db.container mathesar.container
  # PostgreSQL for Mathesar's own records, and for data if you like. No port of the
  # machine leads to it.
  service mathesar_db quadlet/mathesar_db.container db.env
  # Mathesar, the web application.
  service mathesar quadlet/mathesar.container mathesar.env start.sh file_storage.yml
  [ -n "$print" ] || echo "Mathesar answers at $url"
}

remove() {
  allowed
  stop mathesar
  stop mathesar_db
  stop mathesar_net-network
  units
  forget_secret mathesar_db.POSTGRES_PASSWORD
  forget_secret mathesar.SECRET_KEY
  forget_secret mathesar.POSTGRES_PASSWORD
  forget_secret mathesar.DJANGO_SUPERUSER_PASSWORD
  forget
  rm -f "$place"/"$name"
  podman network rm mathesar >/dev/null 2>&1 || true
  echo 'The data is still there. To delete it for good:'
  echo '  podman volume rm mathesar_db mathesar_media'
}

update() {
  act podman pull docker.io/library/postgres:17-bookworm
  act podman pull docker.io/mathesar/mathesar:0.12.0
  forget
  install
}

case "${1:-install}" in
  install)
    install
    ;;
  update)
    update
    ;;
  remove)
    remove
    ;;
  print)
    print=yes
    install
    ;;
  *)
    echo "usage: ./install.sh [install|print|update|remove]" >&2
    exit 2
    ;;
esac
