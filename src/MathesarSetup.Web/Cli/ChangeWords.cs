using MathesarSetup.Engine.Files;

namespace MathesarSetup.Web.Cli;

/// <summary>What happens to a file, in one word for programs and people.</summary>
internal static class ChangeWords
{
    public static string Of(ChangeKind kind) => kind switch
    {
        ChangeKind.Create => "create",
        ChangeKind.Change => "change",
        ChangeKind.Same => "same",
        ChangeKind.ModeOnly => "mode",
        ChangeKind.Merge => "merge",
        ChangeKind.EditedByHand => "edited",
        ChangeKind.Foreign => "foreign",
        ChangeKind.Remove => "remove",
        ChangeKind.KeepEdited or ChangeKind.Kept => "keep",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>A file and what happens to it.</summary>
    public static string Line(string change, string path, TextWriter output)
    {
        var (ink, word) = (Ink.Of(output), $"{change,-8}");
        return (change switch { "create" => ink.Added(word), "remove" => ink.Removed(word), _ => ink.Doubtful(word) }) + path;
    }
}
