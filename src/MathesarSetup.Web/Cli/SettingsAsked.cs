using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Reference;

namespace MathesarSetup.Web.Cli;

/// <summary><c>settings KEY</c>: one setting explained, or those of a group.</summary>
internal static class SettingsAsked
{
    /// <summary>What is meant by a key, a flag, a variable or a group; nothing where nothing is.</summary>
    public static ImmutableArray<Setting> Of(string said) =>
        Find(said) is { } found ? [found.Setting] : [.. Settings.All.Where(s => s.Key.StartsWith($"{said}.", StringComparison.Ordinal))];

    public static string Unknown(string said) => UnknownKey.Nearest(said) is { } near
        ? $"There is no setting named {said}. The nearest is {near}."
        : $"There is no setting named {said}, and no group. `mathesar-setup settings` lists them.";

    public static void Print(string said, TextWriter output)
    {
        var page = new HelpText(output);
        if (Find(said) is not { } found)
        {
            var group = Of(said);
            page.List(group.Select(static s => new HelpLine(s.Key, SettingExplanation.Line(s))));
            page.Line("");
            page.Line($"`mathesar-setup settings {group[0].Key}` explains one.");
            return;
        }

        var explanation = SettingExplanation.Of(found.Setting, found.Key);
        page.Title(found.Key, found.Setting.Title);
        foreach (var paragraph in explanation.Paragraphs)
        {
            page.Line("");
            page.Line(paragraph, HelpText.Indent);
        }

        page.Line("");
        page.List(explanation.Facts.Select(static f => new HelpLine(f.Name, f.Text)));
    }

    private static (Setting Setting, string Key)? Find(string said)
    {
        if ((Settings.All.FirstOrDefault(s => s.Key == said) ?? Settings.Find(said)) is { } setting)
        {
            return (setting, said);
        }

        var name = said.StartsWith(DraftSources.VariablePrefix, StringComparison.Ordinal) ? said[DraftSources.VariablePrefix.Length..]
            : said.StartsWith("--", StringComparison.Ordinal) ? said[2..]
            : said;
        return SpokenKey.Find(SpokenKey.Spell(name)) is { } spoken ? (spoken.Setting, spoken.Key) : null;
    }
}
