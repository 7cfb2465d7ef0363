using System.Collections.Immutable;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets;

/// <summary>
/// What a target puts on the machine itself, without containers: the script that does it is written from this, and whoever does the same with a way
/// back goes by it too.
/// </summary>
public sealed record HostSet
{
    /// <summary>What the installation is called there.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lies, and as whom it runs.</summary>
    public required HostPlace Place { get; init; }

    /// <summary>The release of Mathesar, which its program's folder is named after.</summary>
    public required string Release { get; init; }

    /// <summary>Where the files of the release lie.</summary>
    public required string Downloads { get; init; }

    /// <summary>The steps of the script that belong to a whole installation, in their order.</summary>
    public required ImmutableArray<HostStep> Steps { get; init; }

    /// <summary>In the order in which they start.</summary>
    public required ImmutableArray<HostService> Services { get; init; }

    /// <summary>The files that lie beside the program, by their names there, and where in the install directory they come from.</summary>
    public required ImmutableArray<HostSettingsFile> Settings { get; init; }

    /// <summary>The variables that are added to those of <c>.env</c>: paths below the home directory.</summary>
    public required ImmutableArray<(string Name, string Path)> HomePaths { get; init; }

    /// <summary>The site of the machine's proxy; null for none.</summary>
    public required HostProxySite? Site { get; init; }
}

/// <summary>A step of the script.</summary>
/// <param name="RunsByItself">Whether it belongs to a whole installation, and not only to who asks for it.</param>
public sealed record HostStep(string Name, string About, bool RunsByItself = true);

/// <summary>A service of systemd's that runs a program of the machine.</summary>
/// <param name="File">Its unit in the install directory.</param>
/// <param name="Unit">What systemd calls it.</param>
public sealed record HostService(Service Service, string File, string Unit);

/// <summary>A file that lies beside the program.</summary>
/// <param name="IsSecret">Whether systemd alone reads it.</param>
public sealed record HostSettingsFile(string Name, string File, bool IsSecret);

/// <summary>What is given to the machine's own proxy.</summary>
/// <param name="File">The site in the install directory.</param>
/// <param name="Target">Where the proxy reads it.</param>
/// <param name="Main">The proxy's own file, which gets a line that makes it read sites; null where it reads them anyway.</param>
/// <param name="Unit">The proxy's service.</param>
public sealed record HostProxySite(string File, string Target, string? Main, string Unit);
