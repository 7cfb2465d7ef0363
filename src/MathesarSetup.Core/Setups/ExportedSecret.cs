using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Setups;

/// <summary>A secret of a draft that is exported without it.</summary>
/// <param name="Mark">What stands in its place while the files are rendered: letters and digits, which every format writes as they are.</param>
/// <param name="Variable">The shell variable that holds it where the export runs.</param>
/// <param name="Length">Characters to make; 0 for a secret that is asked for.</param>
internal sealed record ExportedSecret(string Key, string Title, string Mark, string Variable, int Length)
{
    public bool IsMade => Length > 0;

    /// <summary>Every secret answer that is not empty, in the order of their keys.</summary>
    public static ImmutableArray<ExportedSecret> Of(Draft draft)
    {
        var answers = draft.Read().Answers;
        return
        [
            .. draft.Texts.Where(t => t.Value.Length > 0 && Settings.Find(t.Key) is { Secret: true })
                .Select((text, i) => Make(text.Key, text.Value, Settings.Find(text.Key)!, answers, i + 1)),
        ];
    }

    private static ExportedSecret Make(string key, string text, Setting setting, Answers answers, int number) =>
        new(key, $"{setting.Title} ({key})", $"MathesarSetupSecret{number:000}Mark", $"SECRET_{number}", MadeLength(setting, text, answers));

    // A text of the very form that this program makes was made by it; any other was typed and may be known elsewhere.
    private static int MadeLength(Setting setting, string text, Answers answers) =>
        setting.Settle?.Invoke(new Machine(1, 0, length => new byte[length]), answers) is { } made && made.Length == text.Length
            && text.All(char.IsAsciiLetterOrDigit) ? made.Length : 0;
}
