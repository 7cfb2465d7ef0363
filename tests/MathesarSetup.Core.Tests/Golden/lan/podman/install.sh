#!/bin/sh
# Mathesar 0.12.0, to be opened at http://192.168.1.20:8000
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
url=http://192.168.1.20:8000
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

«install()»

«remove() in recommended/podman/install.sh»

«update()»

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
