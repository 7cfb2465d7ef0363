using System.Net;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>
/// The address that people type: scheme, host and port, and nothing more, because Mathesar cannot live below a path
/// (mathesar-foundation/mathesar#5234).
/// </summary>
public sealed record PublicUrl(string Scheme, string Host, int Port)
{
    public static readonly Codec<PublicUrl> Codec =
        Codecs.Of<PublicUrl>(new Editor.Text("https://mathesar.example.com", TextForm.Url), static url => url.ToString(), Read);

    public bool IsHttps => Scheme == "https";

    public bool HasDefaultPort => Port == (IsHttps ? 443 : 80);

    /// <summary>Whether it names this machine only as seen from itself.</summary>
    public bool IsLocal => HostName.IsLoopback(Host);

    /// <summary>Host and port as a browser sends them in the Host header.</summary>
    public string Authority => HostName.InUrl(Host) + (HasDefaultPort ? "" : $":{Port}");

    public override string ToString() => $"{Scheme}://{Authority}";

    /// <summary>The address with the scheme that was left out: https for a public name, http for one of this machine or its network.</summary>
    public static string? WithScheme(string text)
    {
        var bare = text.Trim();
        if (bare.Length == 0 || bare.Contains("://", StringComparison.Ordinal) || Read($"http://{bare}") is not (var url, null))
        {
            return null;
        }

        return IPAddress.TryParse(url.Host, out _) || url.IsLocal || !url.Host.Contains('.', StringComparison.Ordinal) || !url.HasDefaultPort
            ? url.ToString()
            : $"https://{bare}";
    }

    private static (PublicUrl, string?) Read(string text)
    {
        var none = new PublicUrl("http", "localhost", 80);
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return (none, "Say how people will open Mathesar: the name that leads here, such as https://mathesar.example.com.");
        }

        if (!trimmed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !trimmed.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return (none, "An address starts with http:// or https://, such as https://mathesar.example.com.");
        }

        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || HostName.Of(uri) is not { Length: > 0 } name)
        {
            return (none, "This is not an address that a browser can open. It looks like https://mathesar.example.com or http://192.168.1.20:8000.");
        }

        return uri switch
        {
            { UserInfo.Length: > 0 } => (none, "Leave the user name and password out of the address: browsers would show them."),
            { AbsolutePath: not "/" } =>
                (none, $"Mathesar works only at the root of a host, not below {uri.AbsolutePath}. "
                    + $"Give it a host name of its own, such as https://mathesar.{uri.Host}."),
            { Query.Length: > 0 } or { Fragment.Length: > 0 } => (none, "Leave out what follows the host name and port."),
            _ => HostName.Normalize(name) is (var host, var problem) && problem is null
                ? (new PublicUrl(uri.Scheme, host, uri.Port), null)
                : (none, problem),
        };
    }
}
