using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components.Preview;

/// <summary>A line of a file as coloured HTML. It is one piece for Blazor: a node for each token would make every open tab twice as large.</summary>
internal static class LineHtml
{
    private static readonly string[] s_classes = [.. Enum.GetNames<TokenKind>().Select(name => $"t-{name.ToLowerInvariant()}")];

    /// <summary>The line with its line feed. Whatever it holds is shown, never read as HTML.</summary>
    public static MarkupString Of(string path, string line)
    {
        var html = new StringBuilder(line.Length + 1);
        foreach (var (kind, text) in Syntax.Cut(path, line))
        {
            var shown = HtmlEncoder.Default.Encode(text);
            if (kind is TokenKind.Plain)
            {
                html.Append(shown);
            }
            else
            {
                html.Append("<span class=\"").Append(s_classes[(int)kind]).Append("\">").Append(shown).Append("</span>");
            }
        }

        return new MarkupString(html.Append('\n').ToString());
    }
}
