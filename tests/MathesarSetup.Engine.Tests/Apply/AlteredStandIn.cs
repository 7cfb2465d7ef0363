using System.Text;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A stand-in that behaves otherwise than the real thing should. Its image goes with the test.</summary>
internal sealed class AlteredStandIn : IDisposable
{
    /// <summary>What <see cref="HangingServer"/> and <see cref="CrashingServer"/> say.</summary>
    public const string Hanging = "server that never answers";

    private AlteredStandIn(string recipe) => new ChildProcess(StandIns.Require(), "build", "--quiet", "--tag", Name, "-")
    {
        Input = Encoding.UTF8.GetBytes(recipe),
        Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
    }.Run().Successful();

    public string Name { get; } = $"localhost/mathesar-setup-tests/altered-stand-in:{Guid.NewGuid():n}";

    /// <summary>One whose set-up never ends.</summary>
    public static AlteredStandIn Slow() => WithSetUp("import time\\nprint(\"set-up that never ends\", flush=True)\\ntime.sleep(600)\\n");

    /// <summary>One whose migrations find that another release was there.</summary>
    public static AlteredStandIn WithOtherMigrations() =>
        WithSetUp("raise SystemExit(\"django.db.migrations.exceptions.InconsistentMigrationHistory: Migration stand_in.0002 is applied before its "
            + "dependency stand_in.0001\")\\n");

    /// <summary>One whose migrations fail in the database.</summary>
    public static AlteredStandIn WithFailingMigration() =>
        WithSetUp("raise SystemExit(\"django.db.utils.ProgrammingError: column stand_in.name does not exist\")\\n");

    /// <summary>One that declares a volume of its own, in which somebody may keep something.</summary>
    public static AlteredStandIn WithVolume(string path) => new($"FROM {StandIns.Mathesar("0.12.0")}\nVOLUME {path}\n");

    /// <summary>
    /// A PostgreSQL that never gets further with its data than to the mark of its version: the real one with its making cut off there.
    /// </summary>
    public static AlteredStandIn Unfinished() =>
        new($"FROM {StandIns.Postgres}\nRUN printf '#!/bin/sh\\necho 15 > $PGDATA/PG_VERSION\\necho half-made\\nexec sleep 600\\n' > "
            + "/usr/local/sbin/initdb && chmod 755 /usr/local/sbin/initdb\n");

    /// <summary>One that makes its administrator, and then never answers.</summary>
    public static AlteredStandIn HangingServer() => Server("exec sleep 600");

    /// <summary>One that makes its administrator, and then ends.</summary>
    public static AlteredStandIn CrashingServer() => Server("exit 1");

    /// <summary>One that refuses a name which it was told to answer to.</summary>
    public static AlteredStandIn DeafTo(string host) =>
        Mathesar($"sed -i 's/return any(/return host != \"{host}\" and any(/' /usr/local/bin/gunicorn");

    private static AlteredStandIn Server(string end) => Mathesar($"printf '#!/bin/sh\\necho {Hanging}\\n{end}\\n' > /usr/local/bin/gunicorn");

    private static AlteredStandIn Mathesar(string instruction) => new($"FROM {StandIns.Mathesar("0.12.0")}\nRUN {instruction}\n");

    public void Dispose() => new ChildProcess(StandIns.Require(), "rmi", "--force", Name).Run();

    // Lines of Python without quotation marks of the shell's take the place of the set-up.
    private static AlteredStandIn WithSetUp(string lines) => Mathesar($"printf '{lines}' > /code/mathesar/install.py");
}
