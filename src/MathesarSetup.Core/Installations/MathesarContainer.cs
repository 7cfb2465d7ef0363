using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>Tells a container that runs Mathesar from others.</summary>
public static class MathesarContainer
{
    /// <summary>Whether it is Mathesar's, by its image and by its variables (<c>NAME=value</c>).</summary>
    public static bool Is(string image, params IEnumerable<string> variables) => Roles.IsMathesar(new FoundService
    {
        Name = "",
        Image = new FoundText(image, new Place("", 1)),
        Variables = variables.Select(static v => v.Split('=')[0]).Distinct(StringComparer.Ordinal)
            .ToImmutableDictionary(static v => v, static _ => new FoundText("", new Place("", 1)), StringComparer.Ordinal),
    });
}
