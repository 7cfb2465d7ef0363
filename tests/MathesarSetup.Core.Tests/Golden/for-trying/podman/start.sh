set -eu
cd /code
# The launcher starts PostgreSQL and then calls gunicorn. This one is found first and makes the administrator.
export REAL_GUNICORN="$(command -v gunicorn)"
mkdir -p /tmp/before-serving
cat > /tmp/before-serving/gunicorn <<"EOF"
#!/bin/bash
set -eu
# Is there an administrator? 0 says yes, 3 says no, anything else is an error.
answer=0
python3 manage.py shell -c "
import sys
from django.contrib.auth import get_user_model
sys.exit(0 if get_user_model().objects.filter(is_superuser=True).exists() else 3)
" || answer=$?
if [ "$answer" = 3 ]; then
  if [ -z "${DJANGO_SUPERUSER_PASSWORD:-}" ]; then
    echo "There is no administrator yet, and no password for one. Set DJANGO_SUPERUSER_PASSWORD and start again." >&2
    exit 1
  fi
  python3 manage.py createsuperuser --noinput
elif [ "$answer" != 0 ]; then
  exit "$answer"
fi
# The web server does not need to know it.
unset DJANGO_SUPERUSER_PASSWORD
exec "$REAL_GUNICORN" "$@"
EOF
chmod +x /tmp/before-serving/gunicorn
export PATH="/tmp/before-serving:$PATH"
# Quiet: there may be none yet, and what the launcher said last is what counts.
stop_postgres() {
  pg_ctlcluster "$PG_MAJOR" mathesar stop >/dev/null 2>&1 || true
}
# Stops PostgreSQL after Mathesar, so that its data is whole.
«stop() in for-trying/docker/run.sh»
trap stop TERM INT
# In a group of its own, so that a signal reaches all that it starts.
setsid bash ./bin/mathesar run -fnse &
# An end that nobody asked for is a failure; PostgreSQL is stopped all the same.
result=0
wait "$!" || result=$?
stop_postgres
exit "$result"
