using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Reads a generated installation without containers: its <c>.env</c>, its start script and its units.</summary>
internal static partial class HostReader
{
    public static bool Knows(ImmutableArray<FoundFile> files) =>
        files.Any(static f => f.Path == SystemdTarget.StartFile) && files.Any(static f => f.Path == DotEnv.FileName) && files.Any(IsUnit);

    public static void Read(ImmutableArray<FoundFile> files, Answering answers)
    {
        var units = files.Where(IsUnit).Select(static f => (f.Path, Entries: UnitText.Read(f))).ToImmutableArray();
        var database = units.FirstOrDefault(static u => u.Path.EndsWith("-db.service", StringComparison.Ordinal));
        var web = units.First(u => u.Path != database.Path);
        var variables = Variables(files.First(static f => f.Path == DotEnv.FileName));
        answers.Say(RunSettings.Name.Key, web.Path.Split('/')[^1][..^".service".Length]);
        VariablesReader.Read(variables, answers);
        ReadDatabase(variables, database.Path is not null, answers);
        ReadUnit(web.Entries, answers);
        ReadStart(files.First(static f => f.Path == SystemdTarget.StartFile).Text, answers);
        if (variables.GetValueOrDefault("MEDIA_ROOT")?.Value is { } media && media.EndsWith("/media", StringComparison.Ordinal))
        {
            answers.Say(TuningSettings.StoreInDirectory.Key, "directory");
            answers.Say(TuningSettings.Directory.Key, media[..^"/media".Length]);
        }

        foreach (var file in files.Where(static f => f.Path is "sso.yml" or "file_storage.yml"))
        {
            answers.Say(
                (file.Path is "sso.yml" ? ConfigurationReaders.SingleSignOn(file.Text) : ConfigurationReaders.FileStorage(file.Text)) ?? Draft.Empty);
        }

        answers.WithoutHost();
    }

    // A unit of PostgreSQL's own says that nothing else is asked where the database is.
    private static void ReadDatabase(ImmutableDictionary<string, FoundText> variables, bool isBundled, Answering answers)
    {
        answers.Say(DatabaseSettings.Mode.Key, isBundled ? "bundled" : "existing");
        foreach (var setting in new Setting[] { DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Password }.Concat(isBundled
            ? []
            : new Setting[] { DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.SslRootCertificate }))
        {
            answers.Say(setting, variables.GetValueOrDefault(setting.Variable!) is { Value.Length: > 0 } text ? text : null);
        }
    }

    private static void ReadUnit(ImmutableArray<UnitEntry> entries, Answering answers)
    {
        string? Value(string key) => entries.FirstOrDefault(e => e.Key == key)?.Value;
        answers.Say(HostSettings.ForOneUser.Key, Value("WantedBy") == "default.target" ? "user" : "system");
        answers.Say(HostSettings.Directory.Key, Value("WorkingDirectory") is { } directory
            ? UnitText.Plain(directory.StartsWith("%h/", StringComparison.Ordinal) ? $"~{directory[2..]}" : directory, isCommand: false)
            : null);
        answers.Say(HostSettings.Account.Key, Value("User"));
        answers.Say(TuningSettings.Memory.Key, Value("MemoryMax")?.ToLowerInvariant());
        answers.Say(TuningSettings.Processors.Key, Value("CPUQuota") is { } share ? UnitText.Cores(share) : null);
        answers.Say(RunSettings.Version.Key,
            Release().Match(Value("Description") ?? "") is { Success: true } release ? release.Groups[1].Value : null);
    }

    private static void ReadStart(string text, Answering answers)
    {
        if (Listening().Match(text) is { Success: true } listening)
        {
            answers.Say(AccessSettings.Bind.Key, listening.Groups["address"].Value.Trim('\'', '[', ']'));
            answers.Say(AccessSettings.Port.Key, listening.Groups["port"].Value);
        }
    }

    // In the one form that Mathesar's launcher, shells and systemd read alike (Documents/HostEnvFile.cs).
    private static ImmutableDictionary<string, FoundText> Variables(FoundFile env)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        foreach (var (i, line) in env.Text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && line.TrimStart()[0] != '#')
            {
                variables[line[..equals].Trim()] = new FoundText(Unquoted(line[(equals + 1)..].Trim()), new Place(env.Path, i + 1));
            }
        }

        return variables.ToImmutable();
    }

    private static string Unquoted(string value)
    {
        var (text, quote) = (new StringBuilder(), '\0');
        foreach (var c in value)
        {
            if (quote == '\0' && c is '\'' or '"' && quote == '\0')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static bool IsUnit(FoundFile file) => file.Path.EndsWith(".service", StringComparison.Ordinal);

    [GeneratedRegex(@"^Mathesar ([0-9]+\.[0-9]+\.[0-9]+) ")]
    private static partial Regex Release();

    [GeneratedRegex(@"(?:--addr (?<address>\S+) --port |-b '?(?<address>\S+):)(?<port>[0-9]+)")]
    private static partial Regex Listening();
}
