#!/bin/sh
# «install.sh»
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
«allowed()»

units=$configuration/containers/systemd
place=$configuration/mathesar-setup

«fail()»

# act COMMAND...: runs a command, or prints it.
«act()»

«ctl()»

# must_exist PATH
«must_exist() in recommended/podman/install.sh»

# check: whether this is the right user, the right Podman and a free name.
«check()»

# link: makes this directory appear where the units look for it.
«link()»

# forget_secret NAME
«forget_secret()»

# secrets CONTAINER FILE: makes a secret of each line of the file, named after container and variable.
«secrets()»

# stop SERVICE: stops it, if it is there.
«stop() in recommended/podman/install.sh»

# units FILE...: puts these units in their place, and takes away others of this installation.
«units()»

# forget: takes the services for changed, so that they are started anew.
«forget() in recommended/podman/install.sh»

# service NAME FILE...: starts a service, or starts it anew when one of its files changed since.
«service()»

install() {
  check
  must_exist /var/run/postgresql
  # Units reach the files here by a link, so that none of them holds the path.
  link
  secrets mathesar mathesar.env
  units mathesar_net.network mathesar_media.volume mathesar.container
  # Mathesar, the web application.
  service mathesar quadlet/mathesar.container mathesar.env start.sh
  [ -n "$print" ] || echo "Mathesar answers at $url"
}

remove() {
  allowed
  stop mathesar
  stop mathesar_net-network
  units
  forget_secret mathesar.SECRET_KEY
  forget_secret mathesar.DJANGO_SUPERUSER_PASSWORD
  forget
  rm -f "$place"/"$name"
  podman network rm mathesar >/dev/null 2>&1 || true
  echo 'The data is still there. To delete it for good:'
  echo '  podman volume rm mathesar_media'
}

«update() in database-by-socket/podman/install.sh»

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
