using System.Collections.Immutable;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets;

/// <summary>
/// What a target puts in place for systemd, and in what order: the script that does it is written from this, and whoever does the same without the
/// script goes by it too.
/// </summary>
public sealed record UnitSet
{
    /// <summary>What the installation is called there.</summary>
    public required string Name { get; init; }

    /// <summary>The program that reads the units, and the oldest release of it that knows all their keys.</summary>
    public required Version Reader { get; init; }

    /// <summary>Whether they belong to an ordinary user and not to the machine.</summary>
    public required bool IsUsers { get; init; }

    /// <summary>The units, by their paths in the install directory; each goes to its place under its own name.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>In the order in which they start.</summary>
    public required ImmutableArray<UnitService> Services { get; init; }

    /// <summary>The network in which they find each other, and the service that makes it.</summary>
    public required (string Name, string Service) Network { get; init; }

    /// <summary>The volumes that they make by themselves when they start.</summary>
    public required ImmutableArray<string> Volumes { get; init; }

    /// <summary>Reads what stands openly in a unit, by its file's name and its text: variables and their values.</summary>
    public Func<string, string, ImmutableDictionary<string, string>> Variables { get; init; } =
        static (_, _) => ImmutableDictionary<string, string>.Empty;

    /// <summary>What has to be there before anything begins, relative to the install directory.</summary>
    public required ImmutableArray<string> Needed { get; init; }
}

/// <summary>A service of systemd's that runs one container.</summary>
/// <param name="Container">What the container is called, and its service without the ending.</param>
/// <param name="Triggers">The files of the install directory a change of which starts it anew, in this order.</param>
/// <param name="SecretsFile">The file whose lines become its secrets, named after container and variable; null for none.</param>
/// <param name="Secrets">The names of those secrets.</param>
/// <param name="Volumes">The volumes that it mounts, and that it makes when it starts.</param>
public sealed record UnitService(
    Service Service, string Container, ImmutableArray<string> Triggers, string? SecretsFile, ImmutableArray<string> Secrets,
    ImmutableArray<string> Volumes)
{
    /// <summary>As systemd calls it.</summary>
    public string Unit => $"{Container}.service";
}
