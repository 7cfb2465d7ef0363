#!/bin/sh
# «run.sh in caddy/docker/run.sh»
set -eu

# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
case $PWD in
  *:*) echo "Docker cannot mount files from a folder with a colon in its name: $PWD. Move the folder." >&2; exit 1 ;;
esac
DOCKER=${DOCKER:-docker}
url=https://tables.example.com
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

start() {
  # The network in which the containers find each other by name.
  "$DOCKER" network inspect mathesar >/dev/null 2>&1 || "$DOCKER" network create mathesar >/dev/null
  # PostgreSQL's data: Mathesar's records, and every database made on this server.
  "$DOCKER" volume create mathesar_db >/dev/null
  # Files that people upload for import.
  "$DOCKER" volume create mathesar_media >/dev/null

  # PostgreSQL for Mathesar's own records, and for data if you like. No port of the
  # machine leads to it.
  must_exist db.env
  ensure mathesar-db "$(fingerprint db.env)" \
    --network mathesar --network-alias db \
    --restart unless-stopped \
    --env-file db.env \
    --volume mathesar_db:/var/lib/postgresql/data \
    --health-cmd 'pg_isready --host localhost --username mathesar --dbname mathesar_django' \
    --health-interval 5s --health-timeout 5s \
    --health-retries 12 --health-start-period 30s \
    --shm-size 256m \
    --stop-timeout 60 \
    --log-driver json-file --log-opt max-size=10m --log-opt max-file=3 \
    docker.io/library/postgres:17-bookworm postgres -c shared_buffers=256MB -c maintenance_work_mem=128MB -c random_page_cost=1.1
  wait_until_healthy mathesar-db 120

  # Mathesar, the web application.
  must_exist mathesar.env
  must_exist ./sso.yml
  ensure mathesar "$(fingerprint mathesar.env sso.yml)" \
    --network mathesar --network-alias mathesar \
    --restart unless-stopped \
    --env-file mathesar.env \
    --publish 127.0.0.1:8000:8000 \
    --volume mathesar_media:/code/.media \
    --volume "$PWD"/sso.yml:/code/sso.yml:ro \
    --health-cmd 'curl -fsS -o /dev/null http://localhost:8000/healthz/ready/' \
    --health-interval 10s --health-timeout 5s \
    --health-retries 6 --health-start-period 600s \
    --stop-timeout 30 \
    --memory 3g \
    --cpus 2 \
    --log-driver json-file --log-opt max-size=10m --log-opt max-file=3 \
    docker.io/mathesar/mathesar:0.12.0 bash -c 'set -eu
cd /code
# Whoever stops this container is heard at once: commands run in the background, and get the signal handed on.
stop() {
  trap "" TERM INT
  for child in $(jobs -p); do kill -TERM "$child" 2>/dev/null || true; done
  wait
  exit 143
}
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

  echo "Mathesar answers at $url"
}

«stop() in recommended/docker/run.sh»

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
