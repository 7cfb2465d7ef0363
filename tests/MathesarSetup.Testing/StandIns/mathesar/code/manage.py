"""Stand-in for Django's manage.py: `shell -c CODE` and `createsuperuser --noinput`."""
import os
import sys
import time

import accounts

match sys.argv[1:]:
    case ["shell", "-c", code]:
        exec(code, {"__name__": "__main__"})
    case ["createsuperuser", "--noinput"]:
        time.sleep(0.5)
        name, email, password = (os.environ["DJANGO_SUPERUSER_" + key] for key in ("USERNAME", "EMAIL", "PASSWORD"))
        accounts.make_administrator(name, email, password)
        print("Superuser created successfully.")
    case unknown:
        sys.exit("manage.py: unknown command " + " ".join(unknown))
