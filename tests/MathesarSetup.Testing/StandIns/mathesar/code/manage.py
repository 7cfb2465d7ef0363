"""Stand-in for Django's manage.py: `shell -c CODE`, `createsuperuser --noinput` and `collectstatic --noinput --clear`."""
import os
import sys
import time

import accounts
from mathesar import schema

match sys.argv[1:]:
    case ["shell", "-c", code]:
        exec(code, {"__name__": "__main__"})
    case ["createsuperuser", "--noinput"]:
        time.sleep(0.5)
        name, email, password = (os.environ["DJANGO_SUPERUSER_" + key] for key in ("USERNAME", "EMAIL", "PASSWORD"))
        accounts.make_administrator(name, email, password)
        print("Superuser created successfully.")
    case ["collectstatic", "--noinput", "--clear"]:
        schema.collect_static()
    case unknown:
        sys.exit("manage.py: unknown command " + " ".join(unknown))
