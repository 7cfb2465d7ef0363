using System.Globalization;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>
/// PostgreSQL connection URLs as libpq reads them (PostgreSQL documentation, section 34.1.1.2): percent-encoding, socket directories, parameters, and
/// no scheme at all.
/// </summary>
public static partial class DatabaseUrl
{
    public static readonly Codec<SecretText> Codec = Codecs.Of(new Editor.Secret(), static s => s.Reveal(), static text =>
        Bare(text) is { Length: 0 } || Read(Bare(text)).Problem is not { } problem
            ? (new SecretText(Bare(text)), null)
            : (default(SecretText), problem));

    // What libpq understands and Mathesar has no setting for, with the variable in which libpq looks for it.
    private static readonly Dictionary<string, string> s_ofClient = new(StringComparer.Ordinal)
    {
        ["application_name"] = "PGAPPNAME",
        ["channel_binding"] = "PGCHANNELBINDING",
        ["connect_timeout"] = "PGCONNECT_TIMEOUT",
        ["target_session_attrs"] = "PGTARGETSESSIONATTRS",
    };

    private const string Form = "A connection URL looks like postgresql://user:password@host:5432/name.";

    private const string Raw = "The password holds one of @ / ? # or a blank. In a URL they are written %40 %2F %3F %23 %20. "
        + "Or fill the fields below, where nothing is encoded.";

    /// <summary>Whether a host is really the directory of a Unix socket.</summary>
    public static bool IsSocket(string host) => host.StartsWith('/');

    /// <summary>What is wrong with a database host, or null.</summary>
    public static string? HostProblem(string host) => host switch
    {
        "" => null,
        _ when IsSocket(host) =>
            host.Contains(':', StringComparison.Ordinal)
                ? "A colon ends a path in a mount, so a socket directory that holds one cannot be mounted."
                : null,
        _ when host.Contains("://", StringComparison.Ordinal) => "This is a URL; paste it into the field Connection URL.",
        _ when host.Contains(',', StringComparison.Ordinal) => "Mathesar connects to one server. Give one host name.",
        // PostgreSQL's server is looked up, not compared: engines' names of services may hold underscores.
        _ => HostName.Problem(host.Replace('_', '-')),
    };

    /// <summary>The answers that a URL stands for, as text by key; nothing when it is empty or cannot be read.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parts(string url) => Bare(url).Length == 0 ? [] : Read(Bare(url)).Parts;

    /// <summary>A note about what a URL says and nothing of Mathesar's takes; null when there is no such thing.</summary>
    public static Finding? LeftOut(string url)
    {
        var (bare, question) = (Bare(url), Bare(url).IndexOf('?', StringComparison.Ordinal));
        var names = question < 0 || Read(bare).Problem is not null ? [] : bare[(question + 1)..].Split('&')
            .Select(static pair => pair.Split('=')[0]).Where(s_ofClient.ContainsKey).Distinct(StringComparer.Ordinal).ToArray();
        return names is [] ? null : DatabaseFinding.UrlLeftOut.Say(
            $"The URL also says {string.Join(", ", names)}, for which Mathesar has no setting, so that is left out. "
            + "PostgreSQL's client takes it from the environment of Mathesar: "
            + $"{string.Join(", ", names.Select(static name => s_ofClient[name]))}.", DatabaseSettings.Url.Key);
    }

    /// <summary>The URL that says the same as the answers, with every part percent-encoded where it must be.</summary>
    public static SecretText From(Answers a)
    {
        var host = a.Get(DatabaseSettings.Host);
        if (host.Length == 0)
        {
            return default;
        }

        var password = a.Get(DatabaseSettings.Password);
        var login = Uri.EscapeDataString(a.Get(DatabaseSettings.User)) + (password.IsEmpty ? "" : ":" + Uri.EscapeDataString(password.Reveal()));
        var place = host.Contains(':', StringComparison.Ordinal) ? HostName.InUrl(host) : Uri.EscapeDataString(host);
        var port = a.Get(DatabaseSettings.Port) is 5432 and var standard ? "" : $":{a.Get(DatabaseSettings.Port)}";
        var mode = a.IsAnswered(DatabaseSettings.SslMode) ? $"?sslmode={a.Text(DatabaseSettings.SslMode)}" : "";
        return new SecretText($"postgresql://{login}@{place}{port}/{Uri.EscapeDataString(a.Get(DatabaseSettings.Name))}{mode}");
    }

    // As people copy it: with the name of a variable in front, as an argument of psql, between quotation marks.
    private static string Bare(string text) => text.Trim() is var trimmed && Around().Match(trimmed) is { Success: true } around
        ? around.Groups["url"].Value.Trim()
        : trimmed;

    private static (Dictionary<string, string> Parts, string? Problem) Read(string url)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && url[..scheme].ToLowerInvariant() is var name && name is not ("postgres" or "postgresql" or "psql" or "pgsql"))
        {
            // What stands there may be a login.
            return (parts, name.All(char.IsAsciiLetter) ? $"Mathesar needs PostgreSQL; this URL is for {name}." : Form);
        }

        var rest = scheme >= 0 ? url[(scheme + 3)..] : url;
        if (scheme < 0 && !rest.Contains('@', StringComparison.Ordinal) && !rest.Contains('/', StringComparison.Ordinal))
        {
            return (parts, Form);
        }

        if (Unfilled().IsMatch(rest))
        {
            return (parts, "The URL holds a reference or a placeholder in the place of a value. Put the value itself there.");
        }

        if (Unescaped().IsMatch(rest))
        {
            return (parts, "A % in a URL stands before two digits from 0 to F. A percent sign of the password itself is written %25. "
                + "Or fill the fields below, where nothing is encoded.");
        }

        var question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0 && rest.IndexOf('@', question) >= 0 && !rest.AsSpan(0, question).Contains('@'))
        {
            return (parts, Raw);
        }

        var problem = ReadPlace(question < 0 ? rest : rest[..question], parts) ?? ReadParameters(question < 0 ? "" : rest[(question + 1)..], parts);
        return (problem is null ? parts : [], problem ?? Check(parts));
    }

    // user:password@host:port/name. The last @ ends the login, so that a password with a raw @ is found and named.
    private static string? ReadPlace(string text, Dictionary<string, string> parts)
    {
        var at = text.LastIndexOf('@');
        if (at >= 0)
        {
            var login = text[..at];
            if (login.IndexOfAny(['@', '/', '?', '#', ' ']) >= 0)
            {
                return Raw;
            }

            var colon = login.IndexOf(':', StringComparison.Ordinal);
            Put(parts, DatabaseSettings.User, colon < 0 ? login : login[..colon]);
            Put(parts, DatabaseSettings.Password, colon < 0 ? "" : login[(colon + 1)..]);
        }

        var place = text[(at + 1)..];
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        Put(parts, DatabaseSettings.Name, slash < 0 ? "" : place[(slash + 1)..]);
        var authority = slash < 0 ? place : place[..slash];
        var end = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) : -1;
        var separator = authority.IndexOf(':', Math.Max(0, end));
        Put(parts, DatabaseSettings.Host, (separator < 0 ? authority : authority[..separator]).Trim('[', ']'));
        Put(parts, DatabaseSettings.Port, separator < 0 ? "" : authority[(separator + 1)..]);
        return null;
    }

    private static string? ReadParameters(string text, Dictionary<string, string> parts)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            Setting? setting = (equals < 0 ? pair : pair[..equals]) switch
            {
                "host" => DatabaseSettings.Host,
                "port" => DatabaseSettings.Port,
                "dbname" => DatabaseSettings.Name,
                "user" => DatabaseSettings.User,
                "password" => DatabaseSettings.Password,
                "sslmode" => DatabaseSettings.SslMode,
                "sslrootcert" => DatabaseSettings.SslRootCertificate,
                _ => null,
            };
            if (setting is not null && equals >= 0)
            {
                Put(parts, setting, pair[(equals + 1)..]);
            }
            else if (equals < 0 || !s_ofClient.ContainsKey(pair[..equals]))
            {
                // Only a name is shown: the rest may be a part of a password.
                return equals is > 0 and < 40 && pair[..equals].All(static c => char.IsAsciiLetterLower(c) || c == '_')
                    ? $"Mathesar has no setting for the URL's parameter {pair[..equals]}. Take it out."
                    : "What stands behind the question mark is no parameter of PostgreSQL's such as sslmode=require. Take it out, or write a "
                        + "question mark of the password as %3F.";
            }
        }

        return null;
    }

    private static void Put(Dictionary<string, string> parts, Setting setting, string encoded)
    {
        if (encoded.Length > 0)
        {
            parts[setting.Key] = Uri.UnescapeDataString(encoded);
        }
    }

    private static string? Check(Dictionary<string, string> parts)
    {
        if (!parts.ContainsKey(DatabaseSettings.Host.Key))
        {
            return $"The URL names no host. {Form}";
        }

        foreach (var (key, text) in parts)
        {
            if (!Settings.Find(key)!.TryRead(text, out _, out var problem))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Settings.Find(key)!.Title} in the URL: {problem}");
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(export\s+)?([A-Za-z_][A-Za-z0-9_]*\s*[=:]\s*|psql\s+)?(?<quote>[""']?)(?<url>(postgres(ql)?|psql|pgsql)://.*)\k<quote>;?$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Around();

    // ${NAME}, {{ name }}, <password>, [YOUR-PASSWORD], or a login of $NAME alone.
    [GeneratedRegex(@"\$\{|\{\{|<[A-Za-z][A-Za-z _-]*>|\[[A-Z][A-Z _-]*\]|(^|:)\$[A-Z_][A-Z0-9_]*(?=[:@])", RegexOptions.CultureInvariant)]
    private static partial Regex Unfilled();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex Unescaped();
}
