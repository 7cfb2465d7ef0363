using System.Text;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A stand-in for a Mathesar with another set-up. Its image goes with the test.</summary>
internal sealed class AlteredStandIn : IDisposable
{
    /// <summary>What <see cref="HangingServer"/> and <see cref="CrashingServer"/> say.</summary>
    public const string Hanging = "server that never answers";

    /// <param name="instruction">What its recipe adds.</param>
    private AlteredStandIn(string instruction)
    {
        var recipe = $"FROM {StandIns.Mathesar("0.12.0")}\nRUN {instruction}\n";
        new ChildProcess(StandIns.Require(), "build", "--quiet", "--tag", Name, "-")
        {
            Input = Encoding.UTF8.GetBytes(recipe),
            Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
        }.Run().Successful();
    }

    public string Name { get; } = $"localhost/mathesar-setup-tests/altered-stand-in:{Guid.NewGuid():n}";

    /// <summary>One whose set-up never ends.</summary>
    public static AlteredStandIn Slow() => SetUp("import time\\nprint(\"set-up that never ends\", flush=True)\\ntime.sleep(600)\\n");

    /// <summary>One that makes its administrator, and then never answers.</summary>
    public static AlteredStandIn HangingServer() => Server("exec sleep 600");

    /// <summary>One that makes its administrator, and then ends.</summary>
    public static AlteredStandIn CrashingServer() => Server("exit 1");

    /// <summary>One that refuses a name which it was told to answer to.</summary>
    public static AlteredStandIn DeafTo(string host) => new($"sed -i 's/return any(/return host != \"{host}\" and any(/' /usr/local/bin/gunicorn");

    /// <summary>One whose migrations find that another release was there.</summary>
    public static AlteredStandIn WithOtherMigrations() => SetUp("raise SystemExit(\"django.db.migrations.exceptions.InconsistentMigrationHistory: Migration stand_in.0002 is applied before its dependency stand_in.0001\")\\n");

    /// <summary>One whose migrations fail in the database.</summary>
    public static AlteredStandIn WithFailingMigration() => SetUp("raise SystemExit(\"django.db.utils.ProgrammingError: column stand_in.name does not exist\")\\n");

    private static AlteredStandIn Server(string end) => new($"printf '#!/bin/sh\\necho {Hanging}\\n{end}\\n' > /usr/local/bin/gunicorn");

    // Lines of Python without quotation marks of the shell's.
    private static AlteredStandIn SetUp(string lines) => new($"printf '{lines}' > /code/mathesar/install.py");

    public void Dispose() => new ChildProcess(StandIns.Require(), "rmi", "--force", Name).Run();
}
