#!/bin/sh
# «run.sh»
set -eu

# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
case $PWD in
  *:*) echo "Docker cannot mount files from a folder with a colon in its name: $PWD. Move the folder." >&2; exit 1 ;;
esac
DOCKER=${DOCKER:-docker}
url=http://localhost:8000

# must_exist PATH: stops before docker makes an empty folder in the place of a missing file.
«must_exist()»

# fingerprint FILE...: a number that changes when one of the files does.
«fingerprint()»

# outdated CONTAINER: whether its image was fetched anew since the container was made.
«outdated()»

# is_there CONTAINER
«is_there()»

# bring_back CONTAINER: puts the former container, which a renewal set aside, in the place of the new one.
«bring_back()»

# ensure NAME FINGERPRINT ARGUMENT...: makes a container from the arguments, which are those of `docker run`.
# One that was made from the same arguments, files and image stays, and is started if it was stopped.
«ensure()»

# wait_until_healthy CONTAINER SECONDS
«wait_until_healthy()»

«start()»

«stop()»

«remove()»

«pull()»

case "${1:-start}" in
  start)
    start
    ;;
  stop)
    stop
    ;;
  pull)
    pull
    ;;
  remove)
    remove
    ;;
  logs)
    "$DOCKER" logs --follow --tail 200 mathesar
    ;;
  *)
    echo "usage: ./run.sh [start|stop|logs|pull|remove]" >&2
    exit 2
    ;;
esac
