#!/bin/sh
# Mathesar 0.12.0, to be opened at https://tables.example.com:8443
#
#  ./run.sh          make what is missing, renew what changed, start it, wait until it answers
#  ./run.sh stop     stop the containers; ./run.sh starts them again
#  ./run.sh logs     follow Mathesar's log; Ctrl+C ends it
#  ./run.sh pull     fetch the images again
#  ./run.sh remove   remove the containers and the network; the data stays in its volumes
#
# The script may run as often as you like: what is as it should be is left alone.
# Values, secrets among them, stand in the .env files beside it. DOCKER=podman uses
# Podman.
set -eu

# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
case $PWD in
  *:*) echo "Docker cannot mount files from a folder with a colon in its name: $PWD. Move the folder." >&2; exit 1 ;;
esac
DOCKER=${DOCKER:-docker}
url=https://tables.example.com:8443
# Mathesar's container, where the PostgreSQL in its image is not used; else nothing.
web=mathesar

# must_exist PATH: stops before docker makes an empty folder in the place of a missing file.
«must_exist()»

# fingerprint FILE...: a number that changes when one of the files does.
«fingerprint()»

# outdated CONTAINER: whether its image was fetched anew since the container was made.
«outdated()»

# is_there CONTAINER
«is_there()»

# forget CONTAINER: removes it. Two volumes without a name go with Mathesar's: those that its image declares for a PostgreSQL
# inside, which is not used here. With any other volume beside them, all stay.
«forget()»

# bring_back CONTAINER: puts the former container, which a renewal set aside, in the place of the new one.
«bring_back()»

# ensure NAME FINGERPRINT ARGUMENT...: makes a container from the arguments, which are those of `docker run`.
# One that was made from the same arguments, files and image stays, and is started if it was stopped.
«ensure()»

# wait_until_healthy CONTAINER SECONDS
«wait_until_healthy()»

«start() in nginx-own-certificate/docker/run.sh»
trap stop TERM INT
«run() in recommended/docker/run.sh»
# Migrates the database and collects static files.
run python3 -m mathesar.install
# Is there an administrator? 0 says yes, 3 says no, anything else is an error.
answer=0
run python3 manage.py shell -c "
import sys
from django.contrib.auth import get_user_model
sys.exit(0 if get_user_model().objects.filter(is_superuser=True).exists() else 3)
" || answer=$?
if [ "$answer" = 3 ]; then
  if [ -z "${DJANGO_SUPERUSER_PASSWORD:-}" ]; then
    echo "There is no administrator yet, and no password for one. Set DJANGO_SUPERUSER_PASSWORD and start again." >&2
    exit 1
  fi
  run python3 manage.py createsuperuser --noinput
elif [ "$answer" != 0 ]; then
  exit "$answer"
fi
# The web server does not need to know it.
unset DJANGO_SUPERUSER_PASSWORD
exec bash ./bin/mathesar run -ne
'
  wait_until_healthy mathesar 600

  # nginx, in front of Mathesar.
  must_exist ./proxy
  must_exist /etc/ssl/mathesar/fullchain.pem
  must_exist /etc/ssl/mathesar/privkey.pem
  ensure mathesar-proxy "$(fingerprint proxy/mathesar.conf)" \
    --network mathesar --network-alias proxy \
    --restart unless-stopped \
    --publish 80:80 \
    --publish 8443:443 \
    --volume "$PWD"/proxy:/etc/nginx/conf.d:ro \
    --volume /etc/ssl/mathesar/fullchain.pem:/etc/mathesar/certificate.pem:ro \
    --volume /etc/ssl/mathesar/privkey.pem:/etc/mathesar/key.pem:ro \
    --log-driver json-file --log-opt max-size=10m --log-opt max-file=3 \
    docker.io/library/nginx:1-bookworm

  echo "Mathesar answers at $url"
}

«stop() in caddy/docker/run.sh»

remove() {
  if "$DOCKER" container inspect mathesar-proxy >/dev/null 2>&1; then
    "$DOCKER" stop mathesar-proxy >/dev/null
  fi
  if "$DOCKER" container inspect mathesar >/dev/null 2>&1; then
    "$DOCKER" stop mathesar >/dev/null
  fi
  if "$DOCKER" container inspect mathesar-db >/dev/null 2>&1; then
    "$DOCKER" stop mathesar-db >/dev/null
  fi
  if "$DOCKER" container inspect mathesar-proxy >/dev/null 2>&1; then
    "$DOCKER" rm mathesar-proxy >/dev/null
  fi
  if "$DOCKER" container inspect mathesar >/dev/null 2>&1; then
    "$DOCKER" rm mathesar >/dev/null
  fi
  if "$DOCKER" container inspect mathesar-db >/dev/null 2>&1; then
    "$DOCKER" rm mathesar-db >/dev/null
  fi
  "$DOCKER" network rm mathesar >/dev/null 2>&1 || true
  echo 'The data is still there. To delete it for good:'
  echo '  '"$DOCKER"' volume rm mathesar_db mathesar_media'
}

pull() {
  "$DOCKER" pull docker.io/library/postgres:17-bookworm
  "$DOCKER" pull docker.io/mathesar/mathesar:0.12.0
  "$DOCKER" pull docker.io/library/nginx:1-bookworm
}

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
