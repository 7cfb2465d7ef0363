using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Catalogue;

/// <summary>The address that people type: scheme, host and port, and nothing more, because Mathesar cannot live below a path (mathesar-foundation/mathesar#5234).</summary>
public sealed record PublicUrl(string Scheme, string Host, int Port)
{
    public static readonly Codec<PublicUrl> Codec = Codecs.Of<PublicUrl>(new Editor.Text("https://mathesar.example.com"), static url => url.ToString(), Read);

    public bool IsHttps => Scheme == "https";

    public bool HasDefaultPort => Port == (IsHttps ? 443 : 80);

    /// <summary>Whether it names this machine only as seen from itself.</summary>
    public bool IsLocal => HostName.IsLoopback(Host);

    /// <summary>Host and port as a browser sends them in the Host header.</summary>
    public string Authority => (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host) + (HasDefaultPort ? "" : $":{Port}");

    public override string ToString() => $"{Scheme}://{Authority}";

    private static (PublicUrl, string?) Read(string text)
    {
        var none = new PublicUrl("http", "localhost", 80);
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !trimmed.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return (none, "An address starts with http:// or https://, such as https://mathesar.example.com.");
        }

        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return (none, "This is not an address that a browser can open. It looks like https://mathesar.example.com or http://192.168.1.20:8000.");
        }

        return uri switch
        {
            { UserInfo.Length: > 0 } => (none, "Leave the user name and password out of the address: browsers would show them."),
            { AbsolutePath: not "/" } => (none, $"Mathesar works only at the root of a host, not below {uri.AbsolutePath}. Give it a host name of its own, such as https://mathesar.{uri.Host}."),
            { Query.Length: > 0 } or { Fragment.Length: > 0 } => (none, "Leave out what follows the host name and port."),
            _ when HostName.Problem(uri.IdnHost.Trim('[', ']')) is { } problem => (none, problem),
            _ => (new PublicUrl(uri.Scheme, uri.IdnHost.Trim('[', ']'), uri.Port), null),
        };
    }
}

/// <summary>Host names and addresses as Django accepts them in a Host header.</summary>
public static class HostName
{
    /// <summary>What is wrong with a host name or address, or null.</summary>
    public static string? Problem(string host) => host switch
    {
        "" => "Give a host name or an address.",
        _ when IPAddress.TryParse(host, out _) => null,
        _ when host.Contains('_', StringComparison.Ordinal) => $"Mathesar refuses host names with an underscore, such as {host}. Use a name with hyphens instead.",
        _ when Uri.CheckHostName(host) is not UriHostNameType.Dns => $"{host} is not a host name. A host name holds letters, digits, hyphens and dots.",
        _ => null,
    };

    /// <summary>Whether a name or address always means the machine that asks.</summary>
    public static bool IsLoopback(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads a name as users paste it: with scheme, port or path, which ALLOWED_HOSTS does not take, cut off.</summary>
    public static (string Item, string? Problem) Read(string text)
    {
        var host = text.Contains("://", StringComparison.Ordinal) ? text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..] : text;
        host = host.Split('/')[0].ToLowerInvariant();
        if (host == "*")
        {
            return (host, null);
        }

        host = IPAddress.TryParse(host.Trim('[', ']'), out var address) && address.AddressFamily is AddressFamily.InterNetworkV6 ? address.ToString()
            : host.StartsWith('[') ? host[1..Math.Max(1, host.IndexOf(']', StringComparison.Ordinal))]
            : host.Split(':')[0];
        return (host, Problem(host.TrimStart('.')));
    }
}
