using System.Collections.Immutable;

namespace MathesarSetup.Engine.Processes;

/// <summary>A program that a service's shell runs.</summary>
/// <param name="Words">Its name and its arguments: no secret stands among them.</param>
public sealed record ShellCommand(params ImmutableArray<string> Words)
{
    /// <summary>Variables of the form NAME=VALUE that it gets besides the service's own. Secrets travel here.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>What it reads to the end; null for nothing.</summary>
    public Stream? Input { get; init; }

    /// <summary>Where every byte that it says goes; null to keep what it says as text.</summary>
    public Stream? Output { get; init; }

    /// <summary>Told each line of its standard error while it says it; null for nobody.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>Whether it changes something, so that a test can stop the world before it.</summary>
    public bool IsChanging { get; init; }
}

/// <summary>How a program in a service's shell ended.</summary>
/// <param name="Output">What it said, where that was to be kept.</param>
/// <param name="Errors">What it said on standard error, not redacted.</param>
public sealed record ShellEnd(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last line of what it complained about, without its full stop.</summary>
    public string LastWords => Errors.Split('\n').LastOrDefault(static line => line.Trim().Length > 0)?.Trim().TrimEnd('.') is { } words ? words
        : $"it ended with exit code {ExitCode}";
}
