using MathesarSetup.Catalogue;
using MathesarSetup.Documents.PlainText;
using MathesarSetup.Drafts;

namespace MathesarSetup.Reference;

/// <summary>The catalogue as the page <c>docs/settings.md</c>.</summary>
public static class SettingsPage
{
    public static string Write()
    {
        var page = new Markdown();
        page.Heading(1, "Settings");
        page.Paragraph("Every question that Mathesar Setup asks. This page is made from the catalogue: `mathesar-setup settings --markdown`.");
        page.Paragraph("A key such as `database.port` stands in `mathesar.yaml` as `database: { port: 5433 }`, on the command line as "
            + "`--database-port 5433`, and in the environment as `MATHESAR_SETUP_DATABASE_PORT`. A flag beats the environment, which beats the file, "
            + "which beats the default. A `*` in a key stands for a name that you choose. Each secret has a second flag that reads it from a file: "
            + "`--database-password-file PATH`, or `-` for standard input.");
        foreach (var step in Steps.All)
        {
            page.Heading(2, step.Title);
            foreach (var section in step.Sections)
            {
                if (section.Title.Length > 0)
                {
                    page.Heading(3, section.Title);
                    page.Paragraph(section.About);
                }

                foreach (var setting in section.Settings)
                {
                    Write(page, setting);
                }
            }
        }

        return page.Write();
    }

    // The heading gives the anchor that the form's help links to: the key with hyphens.
    private static void Write(Markdown page, Setting setting)
    {
        page.Paragraph($"<a id=\"{setting.Key.Replace('.', '-').Replace("*", "name", StringComparison.Ordinal)}\"></a>");
        page.Heading(4, Markdown.Code(setting.Key));
        page.Paragraph($"**{Markdown.Escape(setting.Title)}{(setting.Title.EndsWith('?') ? "" : ".")}** "
            + $"{(setting.Why is null ? setting.Help : $"{setting.Help} {setting.Why}")}");
        if (setting.Editor is Editor.Choice choice)
        {
            page.Bullets(choice.Options.Select(o => $"{Markdown.Code(o.Text)}{Label(o)}"));
        }

        page.Bullets(Facts(setting));
    }

    private static string Label(Option option) =>
        (option.Label == option.Text ? "" : $": {Markdown.Escape(option.Label)}") + (option.Consequence.Length > 0 ? $". {option.Consequence}" : "");

    private static IEnumerable<string> Facts(Setting setting)
    {
        if (setting.Secret)
        {
            yield return setting.Settle is null ? "Secret." : "Secret; made by chance when nobody gives one.";
        }

        if (SettingDefault.Text(setting) is { Length: > 0 } fallback)
        {
            yield return $"Default: {Markdown.Code(fallback)}";
        }

        if (!setting.Secret)
        {
            yield return $"Example: {Markdown.Code(setting.ExampleText)}";
        }

        if (setting.Editor is Editor.Number number)
        {
            yield return $"From {number.Least} to {number.Most}{(number.Unit.Length > 0 ? " " + number.Unit : "")}.";
        }

        if (setting.Variable is not null)
        {
            yield return $"Mathesar reads it as {Markdown.Code(setting.Variable)}.";
        }

        if (setting.Since is not null)
        {
            yield return $"Read from Mathesar {setting.Since.ToString(3)} on.";
        }

        yield return setting.Cost switch
        {
            ChangeCost.Live => "A change needs no restart.",
            ChangeCost.Restart => "A change restarts Mathesar.",
            _ => "Fixed once there is data.",
        };
    }
}
