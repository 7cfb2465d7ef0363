using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Values;

/// <summary>
/// Host names and addresses, held to the grammar of names (RFC 1123) and brought into the form in which programs compare them: ASCII, lower case, no
/// final dot.
/// </summary>
public static class HostName
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    // Names beyond ASCII are looked up by their ASCII form (RFC 5891).
    private static readonly IdnMapping s_ascii = new() { UseStd3AsciiRules = true };

    /// <summary>The host of an address in ASCII, IPv6 without brackets; null when its letters make no name.</summary>
    public static string? Of(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            // What Uri takes as a host is more than what it can bring into ASCII.
            return null;
        }
    }

    /// <summary>Brings a name or address into its one form, or says what is wrong with it and what to write instead.</summary>
    /// <param name="text">One name or address, without scheme, port and path; IPv6 with or without brackets.</param>
    public static (string Host, string? Problem) Normalize(string text)
    {
        var bare = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        if (bare.Length == 0)
        {
            return ("", "Give a host name or an address.");
        }

        if (bare.Contains('%', StringComparison.Ordinal))
        {
            return (text, $"{text} names an interface of one machine behind %. Leave that out, or give a host name.");
        }

        if (bare.Contains('/', StringComparison.Ordinal))
        {
            return (text, $"{text} is not one host. Give a host name or a single address.");
        }

        if (IPAddress.TryParse(bare, out var address))
        {
            return address.AddressFamily is AddressFamily.InterNetworkV6 || bare.Count(static c => c == '.') == 3
                ? (address.ToString(), null)
                : (text, NotAName(text));
        }

        return WithPort(bare) is var (host, port)
            ? (text, $"{text} is a host and a port in one. Give the host name {host} here, and the port {port} where the port is asked for.")
            : Name(bare.EndsWith('.') ? bare[..^1] : bare);
    }

    /// <summary>What is wrong with a name or address, or null.</summary>
    public static string? Problem(string host) => Normalize(host).Problem;

    /// <summary>Whether a name or address always means the machine that asks.</summary>
    public static bool IsLoopback(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a name is kept free for examples (RFC 2606), so that it leads nowhere.</summary>
    public static bool IsExample(string host) => host.Split('.') is var labels
        && (labels[^1] is "example" or "test" or "invalid" || labels is [.., "example", "com" or "org" or "net"]);

    /// <summary>As it stands in a URL: IPv6 in brackets.</summary>
    public static string InUrl(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    /// <summary>
    /// Reads an entry of Mathesar's ALLOWED_HOSTS as people paste it: a scheme, port or path, which it does not take, is cut off; a leading dot and a
    /// star mean what they mean to Django.
    /// </summary>
    public static (string Item, string? Problem) ReadAllowed(string text)
    {
        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        var place = hasScheme ? text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0] : text;
        if (place == "*")
        {
            return (place, null);
        }

        if (place.Contains('/', StringComparison.Ordinal) && !IsNetwork(place))
        {
            place = place.Split('/')[0];
        }

        var host = WithPort(place) is var (name, _) ? name : place;
        var isParent = host.StartsWith('.');
        var (normal, problem) = Normalize(isParent ? host[1..] : host);
        return problem is null ? (isParent ? $".{normal}" : normal, null) : (text, problem);
    }

    private static (string Host, string? Problem) Name(string text)
    {
        if (text.Contains('_', StringComparison.Ordinal))
        {
            return (text, $"Mathesar refuses host names with an underscore, such as {text}. Use a name with hyphens instead.");
        }

        try
        {
            var ascii = s_ascii.GetAscii(text).ToLowerInvariant();
            var labels = ascii.Split('.');
            // What ends in a number is taken for an address wherever it is looked up.
            return ascii.Length <= LongestName && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit) ? (ascii, null) : (text, NotAName(text));
        }
        catch (ArgumentException)
        {
            return (text, NotAName(text));
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
            && label.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string NotAName(string text) => $"{text} is not a host name. A host name holds letters, digits, hyphens and dots.";

    private static bool IsNetwork(string text) =>
        text.Split('/') is [var address, var size] && IPAddress.TryParse(address, out _) && int.TryParse(size, out _);

    private static (string Host, string Port)? WithPort(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && text[(colon + 1)..] is { Length: > 0 } port && port.All(char.IsAsciiDigit)
            && (text[..colon].StartsWith('[') ? text[..colon].EndsWith(']') : !text[..colon].Contains(':', StringComparison.Ordinal))
            ? (text[..colon], port)
            : null;
    }
}
