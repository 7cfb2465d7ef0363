using System.Globalization;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A PostgreSQL server of the user's that outlives the installations which use it, and what Mathesar's stand-in keeps there.</summary>
internal sealed class KeptRecords : IDisposable
{
    public const string Password = "right0123456789";

    public KeptRecords()
    {
        Server.Make("records", Password);
        Server.Query("postgres", "ALTER ROLE records CREATEDB");
    }

    public PostgresServer Server { get; } = new();

    /// <summary>The answers of an installation on this server.</summary>
    public (string Key, string Text)[] Answers(params (string Key, string Text)[] more) =>
    [
        ("database.mode", "existing"),
        ("database.host", "host.docker.internal"), ("database.port", Server.Port.ToString(CultureInfo.InvariantCulture)),
        ("database.sslmode", "disable"),
        ("database.user", "records"), ("database.name", "records"), ("database.password", Password), .. more,
    ];

    /// <summary>Runs lines of Python in Mathesar's container, as its own shell does.</summary>
    public static string Shell(AppliedInstallation installation, string lines, params string[] options) =>
        installation.Docker(["exec", .. options, installation.Web, "python3", "manage.py", "shell", "-c", lines]).Output.Trim();

    /// <summary>Does in Mathesar what people do who make a database on its own server: it then stores the place and the password.</summary>
    public static void MakeDatabase(AppliedInstallation installation, string name) => Shell(installation, Making(name));

    /// <summary>The lines that do it.</summary>
    public static string Making(string name) => $"""
        import os
        from django.db import connection
        from mathesar.models.base import ConfiguredRole, Database, Server
        host, port, role = os.environ["POSTGRES_HOST"], int(os.environ["POSTGRES_PORT"]), os.environ["POSTGRES_USER"]
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE {name}")
        if not Server.objects.filter(host=host, port=port).exists():
            Server.objects.create(host=host, port=port)
        server = Server.objects.filter(host=host, port=port).first()
        Database.objects.create(name="{name}", server_id=server.id)
        if not ConfiguredRole.objects.filter(server_id=server.id, name=role).exists():
            ConfiguredRole.objects.create(name=role, password=os.environ["POSTGRES_PASSWORD"], server_id=server.id)
        """;

    /// <summary>Opens every database that Mathesar knows, with what it stores: each name, or why not.</summary>
    public static string[] Open(AppliedInstallation installation) =>
        Shell(installation, Opening).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines that do it.</summary>
    public const string Opening = """
        import os, subprocess
        from mathesar.models.base import ConfiguredRole, Database
        for database in Database.objects.all():
            role = ConfiguredRole.objects.filter(server_id=database.server_id).first()
            told = dict(os.environ, PGHOST=database.server.host, PGPORT=str(database.server.port), PGUSER=role.name,
                        PGPASSWORD=role.password, PGDATABASE=database.name)
            run = subprocess.run(["psql", "-XqAt", "-c", "SELECT current_database()"], env=told, capture_output=True, text=True)
            print(run.stdout.strip() or run.stderr.strip())
        """;

    /// <summary>Whether the administrator's password of the answers opens the account that Mathesar has.</summary>
    public static bool LogsIn(AppliedInstallation installation, bool isBuiltIn = false) => Shell(
        installation,
        "import os\nfrom django.contrib.auth import get_user_model\n"
            + "user = get_user_model().objects.filter(is_superuser=True, username='admin').first()\n"
            + "print(user is not None and user.check_password(os.environ['TRIED']))",
        ["--env", $"TRIED={installation.Draft.Texts["admin.password"]}", .. isBuiltIn ? s_builtIn : []]) == "True";

    public void Dispose() => Server.Dispose();

    private static readonly string[] s_builtIn =
        ["--env", "POSTGRES_USER=postgres", "--env", "POSTGRES_PASSWORD=mathesar", "--env", "POSTGRES_HOST=localhost", "--env", "POSTGRES_PORT=5432",
            "--env", "POSTGRES_DB=mathesar_django"];
}
