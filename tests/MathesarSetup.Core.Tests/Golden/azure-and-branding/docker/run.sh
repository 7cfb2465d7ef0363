#!/bin/sh
# Mathesar 0.12.0, to be opened at http://localhost:8000
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
url=http://localhost:8000

# must_exist PATH: stops before docker makes an empty folder in the place of a missing file.
must_exist() {
  if [ ! -e "$1" ]; then
    echo "$1 is missing. Put it back, or generate the files again." >&2
    exit 1
  fi
}

# fingerprint FILE...: a number that changes when one of the files does.
fingerprint() {
  cat "$@" | cksum | cut -d ' ' -f 1
}

# outdated CONTAINER: whether its image was fetched anew since the container was made.
outdated() {
  image=$("$DOCKER" container inspect --format '{{ .Config.Image }}' "$1")
  fetched=$("$DOCKER" image inspect --format '{{ .Id }}' "$image" 2>/dev/null) || return 1
  [ "$fetched" != "$("$DOCKER" container inspect --format '{{ .Image }}' "$1")" ]
}

# is_there CONTAINER
is_there() {
  "$DOCKER" container inspect "$1" >/dev/null 2>&1
}

# bring_back CONTAINER: puts the former container, which a renewal set aside, in the place of the new one.
bring_back() {
  if is_there "$1-before"; then
    if is_there "$1"; then "$DOCKER" rm --force --volumes "$1" >/dev/null; fi
    "$DOCKER" rename "$1-before" "$1"
    "$DOCKER" start "$1" >/dev/null
  fi
}

# ensure NAME FINGERPRINT ARGUMENT...: makes a container from the arguments, which are those of `docker run`.
# One that was made from the same arguments, files and image stays, and is started if it was stopped.
ensure() {
  name=$1
  shift
  # Set aside by a run that was cut short.
  bring_back "$name"
  wanted=$(printf '%s\n' "$@" | cksum | cut -d ' ' -f 1)
  shift
  found=$("$DOCKER" container inspect --format '{{ with .Config.Labels }}{{ index . "mathesar-setup.config" }}{{ end }}' "$name" 2>/dev/null) || found=absent
  if [ "$found" = "$wanted" ] && ! outdated "$name"; then
    "$DOCKER" start "$name" >/dev/null
    echo "$name is as it should be."
    return
  fi
  case $found in
    absent) ;;
    "" | *[!0-9]*)
      echo "There is a container named $name that this script did not make. Rename or remove it, or choose another name for this installation." >&2
      exit 1 ;;
    *)
      echo "$name is made anew, because its settings or its image changed. Its data stays."
      "$DOCKER" stop "$name" >/dev/null
      "$DOCKER" rename "$name" "$name-before" ;;
  esac
  if ! "$DOCKER" run --detach --name "$name" --label "mathesar-setup.config=$wanted" "$@" >/dev/null; then
    if is_there "$name-before"; then
      bring_back "$name"
      echo "The new $name did not start, for the reason above. The former one runs again." >&2
    fi
    exit 1
  fi
  # Of its volumes those alone go with it that have no name: what the image declares and nothing uses.
  if is_there "$name-before"; then "$DOCKER" rm --volumes "$name-before" >/dev/null; fi
  echo "$name is started."
}

# wait_until_healthy CONTAINER SECONDS
wait_until_healthy() {
  left=$2
  first=$("$DOCKER" container inspect --format '{{ .RestartCount }}' "$1")
  while :; do
    state=$("$DOCKER" container inspect --format '{{ .State.Health.Status }} {{ .RestartCount }}' "$1")
    case $state in
      "healthy "*) return ;;
    esac
    # What fails three times will not get well by waiting.
    if [ "$((${state#* } - first))" -ge 3 ]; then
      echo "$1 ends as soon as it starts, and is started again and again. ./run.sh stop ends that. Its last words:" >&2
      "$DOCKER" logs --tail 20 "$1" >&2
      exit 1
    fi
    if [ "$left" -le 0 ]; then
      echo "$1 did not become healthy in $2 seconds. Its last words:" >&2
      "$DOCKER" logs --tail 20 "$1" >&2
      exit 1
    fi
    if [ "$left" = "$2" ]; then
      echo "Waiting until $1 answers. A first start takes a few minutes."
    fi
    left=$((left - 1))
    sleep 1
  done
}

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
  must_exist ./file_storage.yml
  ensure mathesar "$(fingerprint mathesar.env file_storage.yml)" \
    --network mathesar --network-alias mathesar \
    --restart unless-stopped \
    --env-file mathesar.env \
    --publish 127.0.0.1:8000:8000 \
    --volume mathesar_media:/code/.media \
    --volume "$PWD"/file_storage.yml:/code/file_storage.yml:ro \
    --health-cmd 'curl -fsS -o /dev/null http://localhost:8000/healthz/ready/' \
    --health-interval 10s --health-timeout 5s \
    --health-retries 6 --health-start-period 600s \
    --stop-timeout 30 \
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
run() {
  "$@" &
  wait "$!"
}
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

stop() {
  if "$DOCKER" container inspect mathesar >/dev/null 2>&1; then
    "$DOCKER" stop mathesar >/dev/null
  fi
  if "$DOCKER" container inspect mathesar-db >/dev/null 2>&1; then
    "$DOCKER" stop mathesar-db >/dev/null
  fi
}

remove() {
  if "$DOCKER" container inspect mathesar >/dev/null 2>&1; then
    "$DOCKER" stop mathesar >/dev/null
  fi
  if "$DOCKER" container inspect mathesar-db >/dev/null 2>&1; then
    "$DOCKER" stop mathesar-db >/dev/null
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
