using System.Text;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A stand-in for a Mathesar with another set-up. Its image goes with the test.</summary>
internal sealed class AlteredStandIn : IDisposable
{
    /// <param name="setUp">What takes the place of the set-up: lines of Python without quotation marks of the shell's.</param>
    private AlteredStandIn(string setUp)
    {
        var recipe = $"FROM {StandIns.Mathesar("0.12.0")}\nRUN printf '{setUp}' > /code/mathesar/install.py\n";
        new ChildProcess(StandIns.Require(), "build", "--quiet", "--tag", Name, "-")
        {
            Input = Encoding.UTF8.GetBytes(recipe),
            Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
        }.Run().Successful();
    }

    public string Name { get; } = $"localhost/mathesar-setup-tests/altered-stand-in:{Guid.NewGuid():n}";

    /// <summary>One whose set-up never ends.</summary>
    public static AlteredStandIn Slow() => new("import time\\nprint(\"set-up that never ends\", flush=True)\\ntime.sleep(600)\\n");

    /// <summary>One whose migrations find that another release was there.</summary>
    public static AlteredStandIn WithOtherMigrations() => new("raise SystemExit(\"django.db.migrations.exceptions.InconsistentMigrationHistory: Migration stand_in.0002 is applied before its dependency stand_in.0001\")\\n");

    /// <summary>One whose migrations fail in the database.</summary>
    public static AlteredStandIn WithFailingMigration() => new("raise SystemExit(\"django.db.utils.ProgrammingError: column stand_in.name does not exist\")\\n");

    public void Dispose() => new ChildProcess(StandIns.Require(), "rmi", "--force", Name).Run();
}
