using System.Globalization;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Engine.Checks;

/// <summary>The list of checks as the page <c>docs/checks.md</c>.</summary>
public static class ChecksPage
{
    public static string Write()
    {
        var page = new Markdown();
        page.Heading(1, "Live checks");
        page.Paragraph("What Mathesar Setup can try before anything is installed: in the wizard while you type and on its last pages, and with "
            + "`mathesar-setup check`, `validate --live` and `apply`. "
            + "What a check finds is listed in [findings.md](findings.md). No check sends anything to anybody but the servers that you named, and "
            + "none changes anything unless it says so here.");
        page.Paragraph("In the wizard an outcome stands until an answer that it depends on changes, also when its step is left. While a tab is open, "
            + "what failed is tried again by itself: after 3 s where the check stays on this machine, after 45 s where it asks a server, and never "
            + "where a server refused a password or a key, because another try could lock it. "
            + "Checks that ask servers can be stopped below each of them.");
        foreach (var check in KnownChecks.All)
        {
            page.Heading(2, $"{Markdown.Escape(check.Title)} ({Markdown.Code(check.Id)})");
            page.Paragraph(Markdown.Escape(check.When));
            page.Bullets(
                $"**Sends:** {Markdown.Escape(check.Sends)}",
                $"**Leaves this machine:** {(check.ReachesOut ? "yes" : "no")}",
                $"**Takes:** at most {check.Limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s",
                $"**Looks at:** {string.Join(", ", check.DependsOn.Select(s => $"[{Markdown.Code(s.Key)}](settings.md#{Anchor(s.Key)})"))}");
        }

        return page.Write();
    }

    private static string Anchor(string key) => key.Replace('.', '-').Replace("*", "name", StringComparison.Ordinal);
}
