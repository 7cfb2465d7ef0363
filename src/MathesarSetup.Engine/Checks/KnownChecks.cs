using System.Collections.Immutable;
using MathesarSetup.Engine.Checks.Address;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Checks.Ports;
using MathesarSetup.Engine.Checks.Sso;
using MathesarSetup.Engine.Checks.Storage;

namespace MathesarSetup.Engine.Checks;

/// <summary>Every check, in the order of the wizard's steps; a check is one line here.</summary>
public static class KnownChecks
{
    /// <summary>Those of an installation in the current directory.</summary>
    public static readonly ImmutableArray<ICheck> All = For(static () => Environment.CurrentDirectory);

    /// <summary>Those of an installation in a directory, which may be another one at each run.</summary>
    public static ImmutableArray<ICheck> For(Func<string> directory) =>
        [new EngineCheck(directory), new HostCheck(), new AddressCheck(), new PortsCheck(directory), new DatabaseCheck(), new SsoCheck(),
            new SsoLoginCheck(), new FilesCheck(), new AzureCheck()];
}
