using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>The machine of these tests, with every stand-in in the hands of root and of the user.</summary>
[CollectionDefinition(Collection)]
public sealed class UnitMachine : IDisposable, ICollectionFixture<UnitMachine>
{
    public const string Collection = "A machine with units";

    private readonly SystemdMachine _machine;
    private readonly Lazy<bool> _program;

    public UnitMachine()
        : this("trixie", forRootToo: true, "0.12.0", "0.9.0", "0.2.5")
    {
    }

    internal UnitMachine(string suite, bool forRootToo, params string[] releases)
    {
        StandIns.Require();
        _machine = new SystemdMachine(suite);
        _program = new(() =>
        {
            _machine.BringProgram(Path.GetDirectoryName(Program)!);
            return true;
        });
        string[] images = [StandIns.Postgres, .. releases.Select(StandIns.Mathesar)];
        _machine.Load(forRoot: false, images);
        if (forRootToo)
        {
            _machine.Load(forRoot: true, images);
        }
    }

    public Outcome Run(bool forRoot, params string[] command) => forRoot ? _machine.AsRoot(command) : _machine.AsUser(command);

    /// <summary>Where the program of these tests lies on the machine.</summary>
    public const string Program = "/opt/tests/MathesarSetup.Engine.Tests.dll";

    /// <summary>Brings the program of these tests onto the machine, once.</summary>
    public void BringProgram() => _ = _program.Value;

    public void Copy(string directory, string to) => _machine.Copy(directory, to);

    /// <summary>Gives images of the Docker engine's to root, or to the user.</summary>
    public void Load(bool forRoot, params string[] images) => _machine.Load(forRoot, images);

    /// <summary>Switches the machine off and on again.</summary>
    public void Restart() => _machine.Restart();

    public void Dispose() => _machine.Dispose();
}
