using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents;

/// <summary>Pages that read well as text and as Markdown.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public void A_page_has_a_blank_line_between_its_parts()
    {
        var page = new Markdown();
        page.Heading(1, "Mathesar");
        page.Paragraph("What lies here.");
        page.Bullets("`compose.yaml`", "`.env`");
        page.Fence("docker compose up -d", "sh");
        page.Table(["Key", "Default"], ["`a`", "x|y"], ["`b`", "two\nlines"]);
        Assert.Equal(
            """
            # Mathesar

            What lies here.

            - `compose.yaml`
            - `.env`

            ```sh
            docker compose up -d
            ```

            | Key | Default |
            | --- | --- |
            | `a` | x\|y |
            | `b` | two<br>lines |

            """,
            page.Write());
    }

    [Fact]
    public void Code_that_holds_a_fence_gets_a_longer_one()
    {
        var page = new Markdown();
        page.Fence("```\n````\n");
        Assert.Equal("`````\n```\n````\n`````\n", page.Write());
    }

    [Theory]
    [InlineData("a", "`a`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("a\nb", "`a b`")]
    public void A_code_span_shows_the_very_text(string text, string expected) => Assert.Equal(expected, Markdown.Code(text));

    [Fact]
    public void Escaped_text_is_no_markup() => Assert.Equal(@"\[a\](b) \*c\* \<d\> 1. # \|", Markdown.Escape("[a](b) *c* <d> 1. # |"));

    [Theory]
    [InlineData("# no heading", @"\# no heading")]
    [InlineData("- no item", @"\- no item")]
    [InlineData("12. no number", @"12\. no number")]
    [InlineData("0.12.0 (a release)", @"0\.12.0 (a release)")]
    public void What_would_start_a_block_is_escaped_at_the_start(string plain, string escaped) => Assert.Equal(escaped, Markdown.Escape(plain));

    [Fact]
    public void An_escaped_bar_in_a_cell_is_not_escaped_twice()
    {
        var page = new Markdown();
        page.Table([Markdown.Escape("a|b")]);
        Assert.Equal("| a\\|b |\n| --- |\n", page.Write());
    }
}
