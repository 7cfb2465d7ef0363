using System.Collections.Immutable;

namespace MathesarSetup.Engine.Files;

/// <summary>The lines of a text that another text does not have.</summary>
public static class ChangedLines
{
    /// <summary>Indices, from 0, of the lines that are only in the new text, and how many are only in the old one.</summary>
    public static (ImmutableHashSet<int> New, int Gone) Between(string oldText, string newText)
    {
        // A keystroke changes a line or two: the many before and after them need no comparison.
        var before = LinesBefore(oldText, newText);
        var after = LinesAfter(oldText.AsSpan(before), newText.AsSpan(before));
        var first = newText.AsSpan(0, before).Count('\n');
        var blocks = LineDiff.Compare(oldText, newText, before, after).DiffBlocks;
        return ([.. blocks.SelectMany(block => Enumerable.Range(first + block.InsertStartB, block.InsertCountB))],
            blocks.Sum(block => block.DeleteCountA));
    }

    // Characters of the whole lines with which both texts begin.
    private static int LinesBefore(ReadOnlySpan<char> oldText, ReadOnlySpan<char> newText) =>
        newText[..oldText.CommonPrefixLength(newText)].LastIndexOf('\n') + 1;

    // Characters of the whole lines with which both texts end.
    private static int LinesAfter(ReadOnlySpan<char> oldText, ReadOnlySpan<char> newText)
    {
        var same = 0;
        while (same < Math.Min(oldText.Length, newText.Length) && oldText[^(same + 1)] == newText[^(same + 1)])
        {
            same++;
        }

        var firstEnd = newText[^same..].IndexOf('\n');
        return firstEnd < 0 ? 0 : same - firstEnd - 1;
    }
}
