using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>The machine of these tests, with every stand-in in the hands of root and of the user.</summary>
[CollectionDefinition(Collection)]
public sealed class UnitMachine : IDisposable, ICollectionFixture<UnitMachine>
{
    public const string Collection = "A machine with units";

    private readonly SystemdMachine _machine;

    public UnitMachine()
        : this("trixie", forRootToo: true, "0.12.0", "0.9.0", "0.2.5")
    {
    }

    internal UnitMachine(string suite, bool forRootToo, params string[] releases)
    {
        StandIns.Require();
        _machine = new SystemdMachine(suite);
        string[] images = [StandIns.Postgres, .. releases.Select(StandIns.Mathesar)];
        _machine.Load(forRoot: false, images);
        if (forRootToo)
        {
            _machine.Load(forRoot: true, images);
        }
    }

    public Outcome Run(bool forRoot, params string[] command) => forRoot ? _machine.AsRoot(command) : _machine.AsUser(command);

    public void Copy(string directory, string to) => _machine.Copy(directory, to);

    /// <summary>Switches the machine off and on again.</summary>
    public void Restart() => _machine.Restart();

    public void Dispose() => _machine.Dispose();
}
