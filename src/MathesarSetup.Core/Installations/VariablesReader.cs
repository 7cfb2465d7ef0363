using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Drafts;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>
/// Turns the variables of Mathesar, of every release, into answers. Where the database is, is told apart, because it needs the other services.
/// </summary>
internal static class VariablesReader
{
    private const string SecretKey = "SECRET_KEY";

    // They mean the same in every installation, or nothing any more.
    private static readonly Dictionary<string, Func<string, bool>> s_ignored = new(StringComparer.Ordinal)
    {
        ["DJANGO_SETTINGS_MODULE"] = static v => v is "config.settings.production" or "config.settings",
        ["GUNICORN_CMD_ARGS"] = static v => v is "--timeout=180" or "",
        ["MEDIA_ROOT"] = static v => v.TrimEnd('/') is "" or ContainerPaths.Media or ContainerPaths.MistakenMedia,
        ["SKIP_STATIC_COLLECTION"] = static v => v.Length == 0,
        ["MODE"] = static v => v is "" or "PRODUCTION",
        ["DJANGO_DATABASE_KEY"] = static _ => true,
        ["POSTGRES_INITDB_ARGS"] = static v => v is "--data-checksums",
    };

    // Those of Mathesar's own database are read where it is decided which database that is.
    private static readonly HashSet<string> s_elsewhere =
        new(["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "DJANGO_DATABASE_URL", "PGSSLROOTCERT"],
            StringComparer.Ordinal);

    private static readonly ImmutableDictionary<string, Setting> s_byVariable =
        Settings.All.Where(static s => s.Variable is not null && !s_elsewhere.Contains(s.Variable) && s.Key is not ("access.hosts" or "secrets.key"))
            .ToImmutableDictionary(static s => s.Variable!, StringComparer.Ordinal);

    public static void Read(ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        foreach (var (name, text) in variables.OrderBy(static v => v.Key, StringComparer.Ordinal).Where(static v => !s_elsewhere.Contains(v.Key)))
        {
            if ((text.Value.Length == 0 && IsKnown(name)) || (s_ignored.TryGetValue(name, out var isUsual) && isUsual(text.Value)))
            {
                answers.Mark(text);
            }
            else
            {
                Read(name, text, variables, answers);
            }
        }
    }

    // What is empty says nothing to Mathesar; somebody's own variable may mean something to somebody else.
    private static bool IsKnown(string name) => s_byVariable.ContainsKey(name) || s_ignored.ContainsKey(name)
        || name is SecretKey or "ALLOWED_HOSTS" or "SSO_CONFIG_DICT" or "OIDC_CONFIG_DICT" or "FILE_STORAGE_DICT" or "MATHESAR_DATABASES"
            or "DOMAIN_NAME"
            or LoginSettings.TextVariable;

    private static void Read(string name, FoundText text, ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        switch (name)
        {
            case SecretKey:
                answers.Say(SecretSettings.Key, text);
                break;
            case "ALLOWED_HOSTS":
                Hosts(text, answers);
                break;
            case "POSTGRES_SSLMODE" when variables.ContainsKey("PGSSLMODE"):
                answers.Mark(text);
                break;
            case "POSTGRES_SSLMODE":
                answers.Say(DatabaseSettings.SslMode, text);
                break;
            case "SSO_CONFIG_DICT" or "OIDC_CONFIG_DICT":
                Take(ConfigurationReaders.SingleSignOn(text.Value), text, answers);
                break;
            case "FILE_STORAGE_DICT":
                Take(ConfigurationReaders.FileStorage(text.Value), text, answers);
                break;
            case LoginSettings.TextVariable:
                LoginText(text, answers);
                break;
            case "MATHESAR_DATABASES":
                answers.Mark(text);
                answers.Findings.Add(ImportFindings.Reconnect(text.Value));
                break;
            default:
                if (s_byVariable.GetValueOrDefault(name) is { } setting)
                {
                    answers.Say(setting.Key, setting.Editor is Editor.Toggle ? Truth(text.Value) : text.Value, text);
                }

                break;
        }
    }

    // The names of this machine itself are always added, and the first other one is what people type where nothing else says it.
    private static void Hosts(FoundText text, Answering answers)
    {
        var hosts = text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(static h => h is not (".localhost" or "localhost" or "127.0.0.1" or "[::1]" or "::1")).ToArray();
        if (hosts is [])
        {
            answers.Mark(text);
        }
        else
        {
            answers.Say(AccessSettings.Hosts.Key, string.Join(',', hosts), text);
        }
    }

    private static void Take(Draft? draft, FoundText text, Answering answers)
    {
        if (draft is not null)
        {
            answers.Say(draft, text);
            answers.Mark(text);
        }
    }

    private static void LoginText(FoundText text, Answering answers)
    {
        if (YamlTree.Read(text.Value).Root is YamlNode.Map map)
        {
            answers.Mark(text);
            foreach (var (key, value) in map.Entries)
            {
                answers.Say($"login.{key.Value}", (value as YamlNode.Scalar)?.Value);
            }
        }
    }

    // Django's settings take t, true and True; others mean no.
    private static string Truth(string text) => text is "t" or "true" or "True" or "1" ? "true" : "false";
}
