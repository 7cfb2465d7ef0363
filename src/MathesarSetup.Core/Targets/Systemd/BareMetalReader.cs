using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Targets.Systemd;

/// <summary>
/// Reads an installation without containers: <c>.env</c> as Mathesar's installer leaves it, the systemd unit, the Caddyfile, <c>sso.yml</c> and
/// <c>file_storage.yml</c>.
/// </summary>
internal static partial class BareMetalReader
{
    /// <summary>Whether the variables are Mathesar's.</summary>
    public static bool Knows(FoundFile env) => DotEnvReader.Values(env.Text).Keys
        .Any(static k => k is "POSTGRES_HOST" or "POSTGRES_DB" or "SECRET_KEY" or "DJANGO_DATABASE_URL" or "ALLOWED_HOSTS" or "MATHESAR_DATABASES");

    public static ImportReading Read(TargetKind kind, FoundFile env, ImmutableArray<FoundFile> files)
    {
        var lines = new ReadLines();
        lines.Add(env);
        var answers = new Answering(lines);
        var variables = Variables(env);
        VariablesReader.Read(variables, answers);
        Database(variables, answers);
        foreach (var file in files.Where(f => f != env))
        {
            Beside(file, answers, lines);
        }

        answers.Say(RunSettings.Target.Key, kind.Id);
        answers.LeaveReleaseOpen();
        var unread = lines.Rest();
        var reading = new ImportReading(kind.Id, answers.Draft, [.. Findings(answers, unread)], unread);
        return Program(files) is { } release ? reading.With(release) : reading;
    }

    // Mathesar's installer puts the program into the same directory.
    private static ReleaseGuess? Program(ImmutableArray<FoundFile> files) =>
        files.FirstOrDefault(static f => f.Path == CodeVersion.File) is { } code && CodeVersion.Read(code.Text) is { } said
            ? new ReleaseGuess(CodeVersion.Corrected(said, files.Any(static f => f.Path == CodeVersion.TellTale)), $"{CodeVersion.File} says so",
                IsExact: true)
            : null;

    // Mathesar's loader takes quotes off and expands nothing; `export` is not its way.
    private static ImmutableDictionary<string, FoundText> Variables(FoundFile env) =>
        DotEnvReader.Read(env.Text).Entries.GroupBy(static e => e.Name).ToImmutableDictionary(static e => e.Key,
            e => new FoundText(e.Last().Raw, new Place(env.Path, e.Last().Line, e.Last().Line + e.Last().Lines - 1)), StringComparer.Ordinal);

    private static void Database(ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        if (variables.GetValueOrDefault("DJANGO_DATABASE_URL") is { Value.Length: > 0 } url)
        {
            answers.Mark(url);
            DatabaseUrl.Parts(url.Value).ToList().ForEach(part => answers.Say(part.Key, part.Value));
        }

        foreach (var setting in new Setting[]
        {
            DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Password,
            DatabaseSettings.SslRootCertificate,
        })
        {
            if (variables.GetValueOrDefault(setting.Variable!) is { } text)
            {
                answers.Mark(text.Value.Length == 0 ? text : null);
                answers.Say(setting.Key,
                    setting == DatabaseSettings.Host ? Uri.UnescapeDataString(text.Value) : text.Value.Length == 0 ? null : text.Value, text);
            }
        }

        if (answers.Draft.Texts.ContainsKey(DatabaseSettings.Host.Key))
        {
            answers.Say(DatabaseSettings.Mode.Key, "existing");
        }
    }

    private static void Beside(FoundFile file, Answering answers, ReadLines lines)
    {
        var name = file.Path.Split('/')[^1];
        if (name is "sso.yml" or "file_storage.yml")
        {
            if ((name is "sso.yml" ? ConfigurationReaders.SingleSignOn(file.Text) : ConfigurationReaders.FileStorage(file.Text)) is { } draft)
            {
                answers.Say(draft);
            }
            else
            {
                lines.Add(file);
            }
        }
        else if (name is "secret_key.txt" && !answers.Draft.Texts.ContainsKey(SecretSettings.Key.Key))
        {
            answers.Say(SecretSettings.Key.Key, file.Text.Trim());
        }
        else if (name.EndsWith(".service", StringComparison.Ordinal))
        {
            answers.Say(AccessSettings.Port.Key, Match(PortFlag(), file.Text));
            answers.Say(AccessSettings.Bind.Key, Match(AddressFlag(), file.Text));
        }
        else if (name is "Caddyfile" && Match(SiteAddress(), file.Text) is { } site)
        {
            answers.Say(AccessSettings.Url.Key, site.Contains("://", StringComparison.Ordinal) ? site : $"https://{site}");
            answers.Say(ProxySettings.Kind.Key, "external");
        }
    }

    private static IEnumerable<Finding> Findings(Answering answers, ImmutableArray<Unread> unread)
    {
        foreach (var finding in answers.Findings)
        {
            yield return finding;
        }

        if (!answers.Draft.Texts.ContainsKey(SecretSettings.Key.Key))
        {
            yield return ImportFindings.KeyUnread(".secrets/secret_key.txt");
        }

        yield return ImportFindings.Release(null);
        if (!unread.IsEmpty)
        {
            yield return ImportFindings.Lost(unread.Length);
        }
    }

    private static string? Match(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(?m)^ExecStart=.*--port[ =]([0-9]+)")]
    private static partial Regex PortFlag();

    [GeneratedRegex(@"(?m)^ExecStart=.*--addr[ =]([0-9a-fA-F.:]+)")]
    private static partial Regex AddressFlag();

    [GeneratedRegex(@"(?m)^((?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?)\s*(?:,.*)?\{")]
    private static partial Regex SiteAddress();
}
