using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Merging;

namespace MathesarSetup.App.Comparing;

/// <summary>
/// What somebody said about files that they edited or brought. What nobody spoke of stays as it is. A decision about a place outlives other answers,
/// and ends when one side of the place changes.
/// </summary>
public sealed record FileDecisions
{
    public static FileDecisions None { get; } = new();

    private ImmutableHashSet<string> Replaced { get; init; } = [];

    private ImmutableDictionary<string, PlaceDecision> Places { get; init; } = ImmutableDictionary<string, PlaceDecision>.Empty;

    /// <summary>Whether the file stays as it lies there.</summary>
    public bool IsKept(string path) => !Replaced.Contains(path);

    /// <summary>Keeps a whole file, or lets the new one take its place.</summary>
    public FileDecisions Keep(string path, bool isKept) => this with { Replaced = isKept ? Replaced.Remove(path) : Replaced.Add(path) };

    /// <summary>What was said about a place in a file; null for "keep mine".</summary>
    public PlaceDecision? About(string path, Piece.Conflict conflict) => Places.GetValueOrDefault(Mark(path, conflict));

    /// <summary>Settles a place in a file.</summary>
    public FileDecisions Settle(string path, Piece.Conflict conflict, PlaceDecision? decision) =>
        this with { Places = decision is null ? Places.Remove(Mark(path, conflict)) : Places.SetItem(Mark(path, conflict), decision) };

    /// <summary>What follows for the files of a comparison that was made without decisions.</summary>
    public ImmutableDictionary<string, FileDecision> For(Comparison comparison) =>
        comparison.Changes.Where(static c => c.NeedsForce).ToImmutableDictionary(static c => c.Path, For, StringComparer.Ordinal);

    private FileDecision For(FileChange change) => change.Merge is { } merge
        ? FileDecision.To(change, merge.TextOf(conflict => About(change.Path, conflict)?.Lines ?? conflict.Mine))
        : IsKept(change.Path) ? FileDecision.Keep(change) : FileDecision.Replace(change);

    private static string Mark(string path, Piece.Conflict conflict) =>
        string.Join('\0', [path, conflict.Where, .. conflict.Mine, "", .. conflict.New]);
}

/// <summary>The lines that shall stand at a place where a person and the answers differ.</summary>
/// <param name="IsNew">Whether they are the new ones, and not typed.</param>
public sealed record PlaceDecision(ImmutableArray<string> Lines, bool IsNew);
