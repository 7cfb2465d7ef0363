"""Says whether a password opens the administrator's account. Runs within `manage.py shell`."""
import os

from django.contrib.auth import get_user_model

found = get_user_model().objects.filter(is_superuser=True, username=os.environ["MATHESAR_SETUP_NAME"]).first()
print("MATHESAR_SETUP", "yes" if found and found.check_password(os.environ["MATHESAR_SETUP_PASSWORD"]) else "no")
