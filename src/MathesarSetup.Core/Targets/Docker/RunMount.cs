using System.Text.RegularExpressions;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Docker;

/// <summary>A mount of a run line.</summary>
/// <param name="Options">What it says besides source and target; empty where that is what is usual.</param>
internal sealed partial record RunMount(FoundMount Found, string Options)
{
    /// <summary>What <c>--volume</c> says: <c>source:target[:options]</c>; null for what is none.</summary>
    public static RunMount? OfVolume(string text, FoundText from) => Volume().Match(text) is { Success: true } match
        ? new RunMount(new FoundMount(match.Groups["source"].Value, match.Groups["target"].Value, from), Unusual(match.Groups["options"].Value))
        : null;

    /// <summary>What <c>--mount</c> says: <c>type=...,source=...,target=...</c>; null for what is neither volume nor directory.</summary>
    public static RunMount? OfMount(string text, FoundText from)
    {
        var parts = text.Split(',').Select(static part => part.Split('=', 2)).ToLookup(static p => p[0].Trim().ToLowerInvariant(),
            static p => p.Length > 1 ? p[1] : "", StringComparer.Ordinal);
        string Of(params string[] names) => names.SelectMany(name => parts[name]).FirstOrDefault() ?? "";
        var target = Of("target", "destination", "dst");
        return target.Length > 0 && Of("type") is "" or "volume" or "bind"
            ? new RunMount(new FoundMount(Of("source", "src"), target, from), string.Join(',', parts.Select(static p => p.Key)
                .Where(static key => key is not ("type" or "source" or "src" or "target" or "destination" or "dst"))))
            : null;
    }

    private static string Unusual(string options) => string.Join(',', options.Split(',').Where(static o => o is not ("rw" or "")));

    // A drive of Windows has a colon of its own.
    [GeneratedRegex(@"^(?:(?<source>[A-Za-z]:[\\/][^:]*|[^:]+):)?(?<target>/[^:]*)(?::(?<options>[^:]*))?$")]
    private static partial Regex Volume();
}
