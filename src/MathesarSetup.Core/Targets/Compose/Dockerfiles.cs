using System.Text.RegularExpressions;

namespace MathesarSetup.Targets.Compose;

/// <summary>Tells which image a Dockerfile builds upon.</summary>
internal static partial class Dockerfiles
{
    /// <summary>The image of the last stage, stages that build upon each other followed; null where that cannot be told.</summary>
    public static string? Base(string text)
    {
        var defaults = Arguments().Matches(text).GroupBy(static m => m.Groups[1].Value)
            .ToDictionary(static g => g.Key, static g => g.First().Groups[2].Value.Trim('"', '\''), StringComparer.Ordinal);
        var stages = Stages().Matches(text).Select(m => (Image: Expand(m.Groups[1].Value, defaults), Name: m.Groups[2].Value)).ToArray();
        var image = stages is [.., var last] ? last.Image : null;
        for (var i = stages.Length - 1; i >= 0; i--)
        {
            image = stages[i].Name.Length > 0 && string.Equals(stages[i].Name, image, StringComparison.OrdinalIgnoreCase) ? stages[i].Image : image;
        }

        return image is null || image.Contains('$', StringComparison.Ordinal) ? null : image;
    }

    private static string Expand(string image, Dictionary<string, string> defaults) => Reference().Replace(image,
        m => defaults.GetValueOrDefault(m.Groups[1].Value + m.Groups[2].Value, m.Value));

    [GeneratedRegex(@"(?im)^\s*FROM\s+(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?\s*$")]
    private static partial Regex Stages();

    [GeneratedRegex(@"(?im)^\s*ARG\s+(\w+)=(\S+)\s*$")]
    private static partial Regex Arguments();

    [GeneratedRegex(@"\$(?:\{(\w+)(?::-[^}]*)?\}|(\w+))")]
    private static partial Regex Reference();
}
