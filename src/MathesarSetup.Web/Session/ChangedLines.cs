using System.Collections.Immutable;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Web.Session;

/// <summary>The lines of a text that another text does not have.</summary>
public static class ChangedLines
{
    /// <summary>Indices, from 0, of the lines that are only in the new text, and how many are only in the old one.</summary>
    public static (ImmutableHashSet<int> New, int Gone) Between(string oldText, string newText)
    {
        var lines = LineDiff.Between(oldText, newText);
        return ([.. lines.Where(l => l.Kind is DiffLineKind.New).Select(l => l.NewNumber!.Value - 1)], lines.Count(l => l.Kind is DiffLineKind.Old));
    }
}
