using System.Collections.Immutable;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Removing;

/// <summary>What becomes of a thing.</summary>
public enum Fate
{
    Goes,

    /// <summary>It stops and stays, because it holds data.</summary>
    Stops,

    Stays,
}

/// <summary>Something outside the files of an installation that is there for it, or seems to be.</summary>
/// <param name="Kind">What it is, such as <c>volume</c>.</param>
/// <param name="Why">Why it does not go; empty where it does.</param>
public sealed record Belonging(string Kind, string Name, Fate Fate, string Why = "")
{
    /// <summary>Whether what the installation keeps is in it, or may be.</summary>
    public bool IsData { get; init; }

    /// <summary>The command by which a person removes what stays; empty for none.</summary>
    public string Command { get; init; } = "";

    /// <summary>What is written down of it before it goes.</summary>
    public RemovedThing? Thing { get; init; }
}

/// <summary>All that there is for an installation in one place.</summary>
/// <param name="Things">In the order in which they go.</param>
/// <param name="Left">Why data is left, or may be, that only the secrets of the directory open; null where surely none is.</param>
public sealed record Belongings(ImmutableArray<Belonging> Things, string? Left)
{
    internal Uri Place { get; init; } = new("nowhere:/");

    internal string Identity { get; init; } = "";
}
