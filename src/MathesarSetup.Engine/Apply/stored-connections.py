"""Looks at what Mathesar stores of one server, or lets it follow a new password and a new place. Runs within `manage.py shell`."""
import os

from django.db import connection, transaction
from mathesar.models.base import ConfiguredRole, Database, Server

do, role, password, host, port, new_host, new_port = (
    os.environ["MATHESAR_SETUP_" + name] for name in ("DO", "ROLE", "PASSWORD", "HOST", "PORT", "NEW_HOST", "NEW_PORT"))
servers = list(Server.objects.filter(host=host, port=int(port)))
copies = [copy for server in servers for copy in ConfiguredRole.objects.filter(server_id=server.id, name=role)]
moves = (host, port) != (new_host, new_port)

if do == "look":
    # A database that is not where Mathesar's own records are now did not move with them.
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        here = {row[0] for row in cursor.fetchall()}
    away = [database.name for server in servers for database in Database.objects.filter(server_id=server.id) if database.name not in here]
    taken = moves and Server.objects.filter(host=new_host, port=int(new_port)).exists()
    print("MATHESAR_SETUP", len(copies), len(servers), len(away), int(taken))
else:
    with transaction.atomic():
        for copy in copies if role else ():
            copy.password = password
            copy.save()
        for server in servers if moves else ():
            server.host, server.port = new_host, int(new_port)
            server.save()
    print("MATHESAR_SETUP done")
