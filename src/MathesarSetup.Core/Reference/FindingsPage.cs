using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Reference;

/// <summary>The list of findings as the page <c>docs/findings.md</c>.</summary>
public static class FindingsPage
{
    public static string Write()
    {
        var page = new Markdown();
        page.Heading(1, "Findings");
        page.Paragraph("What Mathesar Setup can say about answers and files. An error forbids writing, a warning wants a decision, a note only informs. The codes are stable: scripts may rely on them.");
        page.Table(["Code", "Severity", "What it means, and what to do"], FindingCodes.All.Select(c => new[] { Markdown.Code(c.Code), c.Severity.ToString().ToLowerInvariant(), Markdown.Escape(c.About) }));
        return page.Write();
    }
}
