#!/bin/bash
# «start.sh»
set -eu
cd -P -- "$(dirname -- "$0")"
# An update was cut short: the database is brought to this release before anything is served.
if [ -d ../../.switch ] && [ ! -e ../../.switch/migrated ]; then
  SKIP_STATIC_COLLECTION=true ./mathesar-venv/bin/python -m mathesar.install
fi
# Is there an administrator? 0 says yes, 3 says no, anything else is an error.
answer=0
./mathesar-venv/bin/python manage.py shell -c "
import sys
from django.contrib.auth import get_user_model
sys.exit(0 if get_user_model().objects.filter(is_superuser=True).exists() else 3)
" || answer=$?
if [ "$answer" = 3 ]; then
  if [ -z "${DJANGO_SUPERUSER_PASSWORD:-}" ]; then
    echo "There is no administrator yet, and no password for one. Set DJANGO_SUPERUSER_PASSWORD and start again." >&2
    exit 1
  fi
  ./mathesar-venv/bin/python manage.py createsuperuser --noinput
elif [ "$answer" != 0 ]; then
  exit "$answer"
fi
# The web server does not need to know it.
unset DJANGO_SUPERUSER_PASSWORD
if [ "${DEBUG:-}" = true ]; then set -- --log-level=debug; fi
exec ./mathesar-venv/bin/gunicorn config.wsgi -b 127.0.0.1:8000 --timeout 180 "$@"
