using System.Globalization;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Web.Cli;

/// <summary>Differences as a terminal shows them: what goes in red, what comes in green.</summary>
internal static class DiffText
{
    /// <summary>Prints text in unified form.</summary>
    public static void Print(string diff, TextWriter output)
    {
        if (output is not Screen { HasColour: true })
        {
            output.Write(diff);
            return;
        }

        var ink = Ink.Of(output);
        foreach (var line in diff.Split('\n').SkipLast(1))
        {
            output.WriteLine(line switch
            {
                ['-', '-', '-', ' ', ..] or ['+', '+', '+', ' ', ..] => ink.Strong(line),
                ['@', ..] => ink.Place(line),
                ['-', ..] => ink.Removed(line),
                ['+', ..] => ink.Added(line),
                _ => line,
            });
        }
    }

    /// <summary>
    /// What writing would change. The schema for editors, which nobody reads, is a line unless <paramref name="all"/> is wanted.
    /// </summary>
    public static void Print(Comparison comparison, bool all, TextWriter output)
    {
        foreach (var change in comparison.Changes)
        {
            if (all || change.Path != AnswersFile.SchemaName || !change.IsDifference)
            {
                Print(change.Diff(), output);
                continue;
            }

            var lines = change.Lines();
            var (added, removed) = (lines.Count(static l => l.Kind is DiffLineKind.New), lines.Count(static l => l.Kind is DiffLineKind.Old));
            var amount = string.Create(CultureInfo.InvariantCulture, $"{added:N0} lines{(removed == 0 ? "" : $" in place of {removed:N0}")}");
            output.WriteLine(Ink.Of(output).Strong($"{change.Path}: {amount}, generated; --all shows them"));
        }
    }
}
