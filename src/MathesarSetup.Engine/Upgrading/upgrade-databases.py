"""Brings Mathesar's own functions in every connected database to the release that runs. Runs within `manage.py shell`."""
import json

from mathesar.models.base import Database

done, left = [], []
for database in Database.objects.all():
    try:
        database.install_sql()
        done.append(database.name)
    except Exception as problem:
        left.append([database.name, (str(problem).strip().splitlines() or [type(problem).__name__])[0]])
print("MATHESAR_SETUP", json.dumps({"done": done, "left": left}))
