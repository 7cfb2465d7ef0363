using MathesarSetup.Documents.PlainText;
using MathesarSetup.Findings;

namespace MathesarSetup.Reference;

/// <summary>The list of findings as the page <c>docs/findings.md</c>.</summary>
public static class FindingsPage
{
    public static string Write(IEnumerable<FindingKind> kinds)
    {
        var page = new Markdown();
        page.Heading(1, "Findings");
        page.Paragraph("What Mathesar Setup can say about answers and files. An error forbids writing, a warning wants a decision, a note only "
            + "informs. The codes are stable: scripts may rely on them.");
        page.Table(["Code", "Severity", "What it means, and what to do"], kinds.OrderBy(static kind => kind.Code, StringComparer.Ordinal)
            .Select(static kind => new[] { Markdown.Code(kind.Code), kind.Severity.ToString().ToLowerInvariant(), Markdown.Escape(kind.Sentence) }));
        return page.Write();
    }
}
