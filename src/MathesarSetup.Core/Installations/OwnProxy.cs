using System.Text.RegularExpressions;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>
/// A proxy that somebody put before Mathesar in the same project: a service into which a file is mounted that leads to Mathesar, such as an
/// <c>nginx.conf</c>.
/// </summary>
/// <param name="Hosts">The names that the file says.</param>
internal sealed partial record OwnProxy(FoundService Service, IReadOnlyList<string> Hosts)
{
    /// <summary>The one that leads to Mathesar; null for none, and for several.</summary>
    public static OwnProxy? Of(FoundInstallation found, FoundService web, FoundService? database)
    {
        var names = web.Names.Append(web.Name).Append(web.Container?.Value ?? "").Where(static n => n.Length > 0).Distinct().Select(Regex.Escape);
        var leading = new Regex($@"(?<![\w.-])(?:{string.Join('|', names)}):\d+(?![\w.-])", RegexOptions.IgnoreCase);
        return found.Services.Where(s => s != web && s != database)
            .Select(s => (Service: s, File: Files(found, s).FirstOrDefault(f => leading.IsMatch(Plain(f.Text)))))
            .Where(static s => s.File is not null).ToArray() is [var one]
            ? new OwnProxy(one.Service, [.. Said(Plain(one.File!.Text))]) : null;
    }

    /// <summary>Files that tell proxies their way, where they are mounted from here: each, or what such a file is called in a directory.</summary>
    public static IEnumerable<(string Path, FoundText From)> Wanted(FoundService service) => !Programs().IsMatch(service.ImageName) ? []
        : service.Mounts.Where(static m => m.IsPath && Places().IsMatch(m.Target)).SelectMany(static m => Configuration().IsMatch(m.Source)
            ? [(m.Source, m.From)]
            : s_usual.Select(name => ($"{m.Source.TrimEnd('/')}/{name}", m.From)));

    private static readonly string[] s_usual =
        ["default.conf", "mathesar.conf", "nginx.conf", "Caddyfile", "haproxy.cfg", "traefik.yml", "traefik.yaml", "dynamic.yml", "dynamic.yaml"];

    private static IEnumerable<FoundFile> Files(FoundInstallation found, FoundService service) => service.Mounts.Where(static m => m.IsPath)
        .Select(static m => m.Source.StartsWith("./", StringComparison.Ordinal) ? m.Source[2..].TrimEnd('/') : m.Source)
        .SelectMany(source => found.Files.Values.Where(f => f.Path == source
            || (s_usual.Contains(f.Path[(f.Path.LastIndexOf('/') + 1)..]) && f.Path.StartsWith(source + "/", StringComparison.Ordinal))));

    private static string Plain(string text) => string.Join('\n', text.Split('\n').Where(static l => !l.TrimStart().StartsWith('#')));

    private static IEnumerable<string> Said(string text) => Names().Matches(text)
        .SelectMany(static m => m.Groups["names"].Value.Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))
        .Select(static name => name.Trim('`', '"', '\'').Split("://")[^1].Split(':')[0])
        .Where(static name => name.Contains('.', StringComparison.Ordinal) && HostName.Problem(name) is null)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("nginx|caddy|haproxy|traefik|envoy|httpd|swag|openresty")]
    private static partial Regex Programs();

    [GeneratedRegex("^/(etc|config|usr/local)/|^/[^/]*(conf|caddy|traefik|haproxy|nginx)", RegexOptions.IgnoreCase)]
    private static partial Regex Places();

    [GeneratedRegex(@"(\.(conf|cfg|ya?ml|toml|template)|Caddyfile)$")]
    private static partial Regex Configuration();

    // nginx, HAProxy, Traefik and, with a brace behind it, Caddy.
    [GeneratedRegex(@"\bserver_name\s+(?<names>[^;{}]+);|hdr(?:_dom|_beg)?\(host\)\s+(?:-\w+\s+)*(?<names>[^\n{}]+)|\bHost\((?<names>[^)]*)\)"
        + @"|^(?<names>[^\s{}#(][^\n{}#()]*)\{[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Names();
}
