using System.Collections.Immutable;
using MathesarSetup.App.Changing;
using MathesarSetup.Engine.Files;
using MathesarSetup.Merging;

namespace MathesarSetup.App.Comparing;

/// <summary>Where in the file on the disk each place stands that a person and the answers changed in different ways.</summary>
public static class ConflictPlaces
{
    /// <summary>The conflicts in the order of reading, each with its first line, counted from 1.</summary>
    public static ImmutableArray<(Piece.Conflict Conflict, FilePlace Place)> Of(FileChange change)
    {
        var lines = (change.PresentText ?? "").Split('\n').Select(static line => line.TrimEnd('\r')).ToArray();
        var places = ImmutableArray.CreateBuilder<(Piece.Conflict, FilePlace)>();
        var at = 0;
        foreach (var piece in change.Merge?.Pieces ?? [])
        {
            var mine = piece is Piece.Conflict conflict ? conflict.Mine : ((Piece.Settled)piece).Lines;
            // What was merged in stands in no line of the person's.
            foreach (var line in piece is Piece.Conflict ? mine.Take(1) : mine)
            {
                at = Array.FindIndex(lines, at, other => other == line.TrimEnd('\r')) is >= 0 and var found
                    ? found + (piece is Piece.Conflict ? 0 : 1)
                    : at;
            }

            if (piece is Piece.Conflict open)
            {
                places.Add((open, new FilePlace(change.Path, Math.Min(at, lines.Length - 1) + 1)));
                at = Math.Min(at + mine.Length, lines.Length);
            }
        }

        return places.ToImmutable();
    }
}
