using System.Collections.Immutable;
using MathesarSetup.App.Changing;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.App.Comparing;

/// <summary>Who made a line.</summary>
/// <param name="IsPersons">Whether a person wrote it.</param>
/// <param name="Keys">The answers that make it; none where it is always written.</param>
public sealed record LineOrigin(bool IsPersons, ImmutableArray<string> Keys)
{
    /// <summary>Who made a line of the files as they will be written.</summary>
    /// <param name="answers">What is known of the generated lines.</param>
    public static LineOrigin Of(FilesPreview preview, AnswerLines answers, FilePlace place)
    {
        var mark = LineMarks.Of(preview.Changes.GetValueOrDefault(place.Path)) is var marks && place.Line < marks.Length
            ? marks[place.Line]
            : LineMark.None;
        if (preview.Files.FirstOrDefault(f => f.Path == place.Path) is not { } shown
            || answers.Setup.Files.FirstOrDefault(f => f.Path == place.Path) is not { } generated || mark is LineMark.Yours)
        {
            return new LineOrigin(true, []);
        }

        var line = In(shown.Content, generated.Content, place.Line);
        ImmutableArray<string> keys = line is { } known ? answers.Makers(place with { Line = known }) : [];
        return new LineOrigin(line is null || mark is LineMark.Both || (keys.IsEmpty && generated.IsTheirs), keys);
    }

    /// <summary>Where the lines that an answer makes stand in the files as they will be written.</summary>
    public static ImmutableArray<FilePlace> Places(FilesPreview preview, AnswerLines answers, string key) =>
    [
        .. answers.MadeBy(key).Select(made =>
            preview.Files.FirstOrDefault(f => f.Path == made.Path) is { } shown
                && answers.Setup.Files.First(f => f.Path == made.Path) is var generated
                && In(generated.Content, shown.Content, made.Line) is { } line ? made with { Line = line } : null).OfType<FilePlace>(),
    ];

    // The same line in another text; null where that has it not.
    private static int? In(string from, string to, int line) => from == to ? line
        : LineDiff.Between(from, to).FirstOrDefault(l => l.Kind is DiffLineKind.Both && l.OldNumber == line + 1)?.NewNumber - 1;
}
