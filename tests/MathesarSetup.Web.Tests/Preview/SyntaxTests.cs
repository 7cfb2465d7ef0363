using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using MathesarSetup.Setups;
using MathesarSetup.Web.Components.Preview;

namespace MathesarSetup.Web.Preview;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("compose.yaml", "  image: postgres:17 # pinned", TokenKind.Key, "image")]
    [InlineData("compose.yaml", "  image: postgres:17 # pinned", TokenKind.Comment, "# pinned")]
    [InlineData("compose.yaml", "  - \"127.0.0.1:8000:8000\"", TokenKind.Text, "\"127.0.0.1:8000:8000\"")]
    [InlineData("compose.yaml", "  SECRET_KEY: ${MATHESAR_SECRET_KEY:?}", TokenKind.Variable, "${MATHESAR_SECRET_KEY:?}")]
    [InlineData(".env", "A='••••••••'", TokenKind.Masked, "'••••••••'")]
    [InlineData(".env", "# why", TokenKind.Comment, "# why")]
    [InlineData("run.sh", "if [ -n \"$1\" ]; then # go", TokenKind.Word, "if")]
    [InlineData("README.md", "## Start", TokenKind.Heading, "## Start")]
    [InlineData("proxy/Caddyfile", "  reverse_proxy mathesar:8000", TokenKind.Key, "reverse_proxy")]
    public void PiecesGetTheirColour(string path, string line, TokenKind kind, string text) =>
        Assert.Contains(new Token(kind, text), Syntax.Cut(path, line));

    [Fact]
    public void NoLineOfAnyFileLosesALetter()
    {
        foreach (var file in Scenarios.All.Values.SelectMany(draft => Setup.Of(draft).Files))
        {
            Assert.All(TextLines.Of(file.Content), line => Assert.Equal(line, string.Concat(Syntax.Cut(file.Path, line).Select(t => t.Text))));
        }
    }

    [Fact]
    public void NoTextAtAllLosesALetter() => HostileText.OneLine.Sample(line =>
        new[] { "a.yaml", ".env", "a.sh", "a.md", "a.conf" }.All(path => string.Concat(Syntax.Cut(path, line).Select(t => t.Text)) == line));

    [Fact]
    public void No_text_of_a_file_is_read_as_HTML()
    {
        var parser = new HtmlParser();
        Gen.OneOf(HostileText.OneLine, Gen.Const("<script>alert(1)</script>"), Gen.Const("&lt;b&gt; \"' <!-- -->")).Sample(line =>
        {
            var shown = parser.ParseFragment(LineHtml.Of("a.yaml", line).Value, parser.ParseDocument("<code></code>").QuerySelector("code")!);

            Assert.Equal(line + "\n", string.Concat(shown.Select(node => node.TextContent)));
            Assert.All(shown.OfType<IElement>(), element => Assert.Equal(("SPAN", 0), (element.TagName, element.ChildElementCount)));
        });
    }
}
