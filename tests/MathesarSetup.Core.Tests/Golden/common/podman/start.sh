set -eu
cd /code
# Whoever stops this container is heard at once: commands run in the background, and get the signal handed on.
«stop() in recommended/podman/start.sh»
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
