using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Systemd;

/// <summary>
/// Reads an installation without containers: <c>.env</c> as Mathesar's installer leaves it, the systemd unit, the Caddyfile, <c>sso.yml</c> and
/// <c>file_storage.yml</c>.
/// </summary>
internal static partial class BareMetalReader
{
    /// <summary>Whether it is a file of variables, by its name or by every line of it, and the variables are Mathesar's.</summary>
    public static bool Knows(FoundFile file) => IsEnvFile(file) && AreMathesars(LauncherEnvFile.Read(file.Text).Select(static v => v.Name));

    /// <summary>Whether a unit may serve Mathesar: its program could, and its variables or a path in it are Mathesar's.</summary>
    public static bool Knows(HostUnit unit) => unit.Command is { Rank: > 1 } command
        && (AreMathesars(unit.Variables().Select(static v => v.Key))
            || new[] { command.Program, unit.Last("WorkingDirectory")?.Value, unit.Last("User")?.Value }
                .Any(static text => text?.Contains("mathesar", StringComparison.OrdinalIgnoreCase) is true));

    public static ImportReading Read(ITarget target, ImportRequest request)
    {
        var files = request.Files;
        var units = HostUnit.Of(files);
        var web = HostUnit.Web(units);
        var answers = new Answering(new ReadLines());
        var name = web?.Stem ?? Answers.None.DefaultText(RunSettings.Name);
        var environment = HostVariables.Of(files, web, name);
        var variables = environment.Variables;
        VariablesReader.Read(variables, answers);
        Database(variables, answers);
        if (web is not null)
        {
            HostUnitReader.Read(web, variables, answers);
            web.All("EnvironmentFile").Where(e => FoundFile.Named(files, web.Plain(e).TrimStart('-')) is not null).ToList()
                .ForEach(e => answers.Lines.Mark(e.At));
        }

        HostMedia.Read(variables, answers);
        var taken = files.Where(f => !environment.Files.Contains(f) && !HostUnit.Is(f) && Beside(f, answers)).ToArray();
        answers.Say(RunSettings.Target.Key, target.Id);
        answers.LeaveReleaseOpen();
        var parts = environment.Parts.AddRange(units.SelectMany(static u => u.Parts()));
        var generated = HostImport.Observe(WrittenServices.Generated(target, Planner.Make(answers.Draft.Read().Answers)));
        foreach (var part in PartOwners.Unowned(parts, generated, answers.Lines).ToArray())
        {
            answers.Lines.Tell(part.At, part.Text);
        }

        var unread = answers.Lines.Rest();
        var reading = new ImportReading(target.Id, answers.Draft,
            [.. Findings(answers, unread.Count(u => environment.Files.All(f => f.Path != u.File)), IsSaid(request, web, variables))], unread)
        {
            // The key in a file of its own stays there.
            Sources =
            [
                .. files.Where(f => environment.Files.Contains(f) || HostUnit.Is(f) || UnitDropIns.Is(f)
                    || (taken.Contains(f) && f.Path.Split('/')[^1] is not ContainerPaths.KeyFileName)),
            ],
            Replaced = [.. environment.Files.Where(static f => f.Path == DotEnv.FileName).Select(f => f with { Text = answers.Lines.Understood(f) }),
                .. taken.Where(static f => f.Path is ContainerPaths.SsoFileName or ContainerPaths.FileStorageFileName)],
            Places = answers.Places,
        };
        return Program(files) is { } release ? reading.With(release) : reading;
    }

    private static bool AreMathesars(IEnumerable<string> variables) => variables.ToHashSet(StringComparer.Ordinal) is var names
        && (names.Overlaps(["POSTGRES_HOST", "DJANGO_DATABASE_URL", "MATHESAR_DATABASES"]) || names.IsSupersetOf(["SECRET_KEY", "ALLOWED_HOSTS"])
            || names.IsSupersetOf(["SECRET_KEY", "POSTGRES_DB"]));

    private static bool IsEnvFile(FoundFile file) => file.Path.Split('/')[^1] is var name
        && (name is DotEnv.FileName or "env" || name.EndsWith(DotEnv.FileName, StringComparison.Ordinal)
            || (!name.EndsWith(".service", StringComparison.Ordinal)
                && file.Text.Split('\n').All(static line => line.Trim() is "" or ['#', ..] || Assignment().IsMatch(line))));

    // Whether anything but the names of variables, which many programs share, says that this is Mathesar.
    private static bool IsSaid(ImportRequest request, HostUnit? web, ImmutableDictionary<string, FoundText> variables) =>
        web?.Command?.Rank is 4 or 3 or 1 || Program(request.Files) is not null
            || request.Files.Any(static f => f.Path is ContainerPaths.SsoFileName or ContainerPaths.FileStorageFileName or ".secrets/secret_key.txt")
            || variables.Any(static v => v.Key.StartsWith("MATHESAR_", StringComparison.Ordinal)
                || v.Value.Value.Contains("mathesar", StringComparison.OrdinalIgnoreCase));

    // Mathesar's installer puts the program into the same directory.
    private static ReleaseGuess? Program(ImmutableArray<FoundFile> files) =>
        files.FirstOrDefault(static f => f.Path == CodeVersion.File) is { } code && CodeVersion.Read(code.Text) is { } said
            ? new ReleaseGuess(CodeVersion.Corrected(said, files.Any(static f => f.Path == CodeVersion.TellTale)), $"{CodeVersion.File} says so",
                IsExact: true)
            : null;

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

    // Whether it became answers.
    private static bool Beside(FoundFile file, Answering answers)
    {
        switch (file.Path.Split('/')[^1])
        {
            case ContainerPaths.SsoFileName:
                return Take(ConfigurationReaders.SingleSignOn(file.Text), file, answers);
            case ContainerPaths.FileStorageFileName:
                return Take(ConfigurationReaders.FileStorage(file.Text), file, answers);
            case ContainerPaths.KeyFileName when !answers.Draft.Texts.ContainsKey(SecretSettings.Key.Key):
                return answers.Say(SecretSettings.Key.Key, file.Text.Trim());
            case "Caddyfile":
                Site(file, answers);
                return false;
            default:
                return false;
        }
    }

    private static bool Take(Draft? draft, FoundFile file, Answering answers)
    {
        if (draft is null)
        {
            answers.Lines.Add(file);
            return false;
        }

        answers.Say(draft);
        return true;
    }

    // The proxy stays whose it is; what it is told besides the address is told line by line.
    private static void Site(FoundFile file, Answering answers)
    {
        answers.Lines.Add(file);
        if (SiteAddress().Match(file.Text) is not { Success: true } match)
        {
            return;
        }

        var site = match.Groups[1].Value;
        answers.Say(AccessSettings.Url.Key, site.Contains("://", StringComparison.Ordinal) ? site : $"https://{site}");
        answers.Say(ProxySettings.Kind.Key, "external");
        answers.WithoutHost();
        var port = answers.Draft.Texts.GetValueOrDefault(AccessSettings.Port.Key);
        foreach (var (i, line) in file.Text.Split('\n').Select(static l => l.Trim()).Index())
        {
            if (line is "{" or "}" || line.StartsWith(site, StringComparison.Ordinal)
                || (Upstream().Match(line) is { Success: true } upstream && upstream.Groups[1].Value == port))
            {
                answers.Lines.Mark(new Place(file.Path, i + 1));
            }
        }
    }

    private static IEnumerable<Finding> Findings(Answering answers, int lost, bool isSaid)
    {
        foreach (var finding in answers.Findings)
        {
            yield return finding;
        }

        if (!answers.Draft.Texts.ContainsKey(SecretSettings.Key.Key) && !answers.IsUnknown(SecretSettings.Key))
        {
            yield return ImportFindings.KeyUnread(".secrets/secret_key.txt");
        }

        yield return ImportFindings.Release(null);
        if (!isSaid)
        {
            yield return ImportFindings.VariablesAlone();
        }

        if (lost > 0)
        {
            yield return ImportFindings.Lost(lost);
        }
    }

    [GeneratedRegex(@"^reverse_proxy (?:https?://)?(?:localhost|127\.0\.0\.1|\[::1\]):([0-9]+)( \{)?$")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"^(export )?[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?m)^((?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?)\s*(?:,.*)?\{")]
    private static partial Regex SiteAddress();
}
