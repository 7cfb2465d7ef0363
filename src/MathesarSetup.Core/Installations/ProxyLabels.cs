using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>Reads the address that a service tells a proxy which watches the engine: Traefik, caddy-docker-proxy, nginx-proxy, Coolify.</summary>
internal static partial class ProxyLabels
{
    /// <summary>
    /// The address, and the other names that lead to it; null where nothing tells one, or where several are told for different doors and none of them
    /// is among the names that Mathesar answers to.
    /// </summary>
    public static (string Url, ImmutableArray<string> Others)? Address(FoundService web, IReadOnlyCollection<string> hosts)
    {
        var sites = Sites(web).Select(static s => s.Where(static n => HostName.Problem(n.Host) is null).ToArray())
            .Where(static s => s is not []).ToArray();
        var told = sites.SelectMany(static s => s).Select(static n => n.Host).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var known = told.Where(name => hosts.Contains(name, StringComparer.OrdinalIgnoreCase)).ToArray();
        // Names that one rule lists lead to the same door, the most important one first.
        var isOneDoor = sites.Select(static s => string.Join(',', s.Select(static n => n.Host)))
            .Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1;
        var host = told is [var only] ? only : known is [var meant] ? meant : !isOneDoor ? null : (known is [] ? told : known)[0];
        return host is null ? null : (
            (sites.Any(s => s.Any(n => n.IsSafe && string.Equals(n.Host, host, StringComparison.OrdinalIgnoreCase))) ? "https://" : "http://") + host,
            isOneDoor ? [.. told.Where(name => name != host)] : []);
    }

    /// <summary>Whether anything is said there to a proxy, with an address or without.</summary>
    public static bool AreThere(FoundService web) => web.Labels.GetValueOrDefault("traefik.enable") is "true" || Sites(web).Any();

    // The names of each door, in the order in which they are listed.
    private static IEnumerable<(string Host, bool IsSafe)[]> Sites(FoundService web) => Traefik(web).Concat(Caddy(web)).Concat(Variables(web));

    private static IEnumerable<(string Host, bool IsSafe)[]> Traefik(FoundService web)
    {
        if (web.Labels.GetValueOrDefault("traefik.enable") is "false")
        {
            yield break;
        }

        foreach (var (label, rule) in web.Labels)
        {
            if (Router().Match(label) is not { Success: true } router)
            {
                continue;
            }

            var prefix = router.Groups[1].Value;
            // Without a door of its own it stands behind every one.
            var entries = Find(web.Labels, $"{prefix}.entrypoints") ?? "https";
            var isSafe = Find(web.Labels, $"{prefix}.tls") is "true" || web.Labels.Keys.Any(k =>
                    k.StartsWith($"{prefix}.tls.", StringComparison.OrdinalIgnoreCase))
                || entries.Split(',').Any(static e => e.Trim() is var name && (name.Contains("secure", StringComparison.OrdinalIgnoreCase)
                    || name.Contains("https", StringComparison.OrdinalIgnoreCase) || name is "443"));
            yield return [.. Hosts().Matches(rule).SelectMany(static m => m.Groups[1].Value.Split(','))
                .Select(host => (host.Trim(' ', '`', '"', '\''), isSafe))];
        }
    }

    // A name without a scheme gets a certificate.
    private static IEnumerable<(string Host, bool IsSafe)[]> Caddy(FoundService web) => web.Labels
        .Where(static l => CaddySite().IsMatch(l.Key)).Select(static l => l.Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(static site => (site.Split("://")[^1].Split(':', '/')[0], !site.StartsWith("http://", StringComparison.Ordinal))).ToArray());

    private static IEnumerable<(string Host, bool IsSafe)[]> Variables(FoundService web)
    {
        if (web.Variable("VIRTUAL_HOST") is { Length: > 0 } names)
        {
            var safe = web.Variable("LETSENCRYPT_HOST") ?? web.Variable("ACME_HOST") ?? "";
            yield return [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => (name.Trim(), safe.Contains(name.Trim(), StringComparison.OrdinalIgnoreCase)))];
        }

        foreach (var url in web.Variables.Where(static v => v.Key.StartsWith("SERVICE_URL_", StringComparison.Ordinal)
            || v.Key.StartsWith("SERVICE_FQDN_", StringComparison.Ordinal)).Select(static v => v.Value.Value)
            .Where(static url => url.Length > 0 && !Unknowns.IsFilledInElsewhere(url)))
        {
            yield return [(url.Split("://")[^1].Split(':', '/')[0], !url.StartsWith("http://", StringComparison.Ordinal))];
        }
    }

    private static string? Find(ImmutableDictionary<string, string> labels, string key) =>
        labels.FirstOrDefault(l => string.Equals(l.Key, key, StringComparison.OrdinalIgnoreCase)).Value;

    [GeneratedRegex(@"^(traefik\.http\.routers\.[^.]+)\.rule$", RegexOptions.IgnoreCase)]
    private static partial Regex Router();

    [GeneratedRegex(@"(?<!!\s*)\bHost\(([^)]*)\)")]
    private static partial Regex Hosts();

    [GeneratedRegex(@"^caddy(_\d+)?$")]
    private static partial Regex CaddySite();
}
