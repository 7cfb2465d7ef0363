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

    private ImmutableDictionary<string, bool> Whole { get; init; } = ImmutableDictionary<string, bool>.Empty;

    private ImmutableDictionary<string, PlaceDecision> Places { get; init; } = ImmutableDictionary<string, PlaceDecision>.Empty;

    /// <summary>Whether the file stays as it lies there.</summary>
    public bool IsKept(string path) => Whole.GetValueOrDefault(path, true);

    /// <summary>Whether somebody said what shall become of the whole file.</summary>
    public bool IsSaid(string path) => Whole.ContainsKey(path);

    /// <summary>Keeps a whole file, or lets the new one take its place.</summary>
    public FileDecisions Keep(string path, bool isKept) => this with { Whole = Whole.SetItem(path, isKept) };

    /// <summary>What was said about a place in a file; null where nobody spoke of it, so that it stays as it is.</summary>
    public PlaceDecision? About(string path, Piece.Conflict conflict) => Places.GetValueOrDefault(Mark(path, conflict));

    /// <summary>Settles a place in a file.</summary>
    public FileDecisions Settle(string path, Piece.Conflict conflict, PlaceDecision? decision) =>
        this with { Places = decision is null ? Places.Remove(Mark(path, conflict)) : Places.SetItem(Mark(path, conflict), decision) };

    /// <summary>What follows for the files of a comparison that was made without decisions.</summary>
    public ImmutableDictionary<string, FileDecision> For(Comparison comparison) =>
        comparison.Changes.Where(static c => c.NeedsForce).ToImmutableDictionary(static c => c.Path, For, StringComparer.Ordinal);

    private FileDecision For(FileChange change) => change.Merge is { } merge
        ? FileDecision.To(change, merge.TextOf(conflict => About(change.Path, conflict)?.Lines ?? conflict.Mine)) with
        {
            OpenPlaces = merge.Conflicts.Count(conflict => About(change.Path, conflict) is null),
        }
        : IsKept(change.Path) ? FileDecision.Keep(change) with { OpenPlaces = IsSaid(change.Path) ? 0 : 1 }
        : FileDecision.Replace(change);

    private static string Mark(string path, Piece.Conflict conflict) =>
        string.Join('\0', [path, conflict.Where, .. conflict.Mine, "", .. conflict.New]);
}

/// <summary>The lines that shall stand at a place where a person and the answers differ.</summary>
/// <param name="Choice">Which side they are of.</param>
public sealed record PlaceDecision(ImmutableArray<string> Lines, PlaceChoice Choice);

/// <summary>How a place is settled.</summary>
public enum PlaceChoice
{
    /// <summary>As the person wrote it.</summary>
    Mine,

    /// <summary>As it is generated now.</summary>
    New,

    /// <summary>As it was typed for this place.</summary>
    Typed,
}
