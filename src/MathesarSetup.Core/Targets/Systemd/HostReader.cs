using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Reads a generated installation without containers: its <c>.env</c>, its start script and its units.</summary>
internal static partial class HostReader
{
    public static bool Knows(ImmutableArray<FoundFile> files) =>
        files.Any(static f => f.Path == SystemdTarget.StartFile) && files.Any(static f => f.Path == DotEnv.FileName) && files.Any(IsUnit);

    public static void Read(ImmutableArray<FoundFile> files, Answering answers)
    {
        var units = HostUnit.Of(files);
        var database = units.FirstOrDefault(static u => u.Stem.EndsWith("-db", StringComparison.Ordinal));
        // A unit that was broken by hand says nothing.
        if (units.FirstOrDefault(u => u != database) is not { } web)
        {
            return;
        }

        var variables = HostVariables.Of(files, web, web.Stem).Variables;
        HostUnitReader.Read(web, variables, answers);
        web.All("EnvironmentFile").ToList().ForEach(e => answers.Lines.Mark(e.At));
        VariablesReader.Read(variables, answers);
        ReadDatabase(variables, database is not null, answers);
        answers.Say(RunSettings.Version.Key, web.Last("Description", "Unit") is { } said && Release().Match(said.Value) is { Success: true } release
            ? release.Groups[1].Value
            : null);
        ReadStart(files.First(static f => f.Path == SystemdTarget.StartFile).Text, answers);
        HostMedia.Read(variables, answers);
        ReadScript(WrittenServices.Script(files), files, answers);
        foreach (var file in files.Where(static f => f.Path is ContainerPaths.SsoFileName or ContainerPaths.FileStorageFileName))
        {
            answers.Say((file.Path is ContainerPaths.SsoFileName
                ? ConfigurationReaders.SingleSignOn(file.Text)
                : ConfigurationReaders.FileStorage(file.Text)) ?? Draft.Empty);
        }

        answers.WithoutHost();
    }

    // What no unit says stands in the script, and in the site of the machine's proxy.
    private static void ReadScript(FoundFile? script, ImmutableArray<FoundFile> files, Answering answers)
    {
        answers.Say(DatabaseSettings.Version.Key, WrittenServices.Assigned(script, "postgres_version"));
        if ((files.FirstOrDefault(static f => f.Path.StartsWith("proxy/", StringComparison.Ordinal))
            ?? files.FirstOrDefault(static f => f.Path == $"{HostSite.Examples}nginx.conf")) is { } site)
        {
            answers.Say(AccessSettings.Url.Key, WrittenServices.Assigned(script, "url"));
            HostSite.Read(site, answers);
        }
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

    private static void ReadStart(string text, Answering answers)
    {
        if (Listening().Match(text) is { Success: true } listening)
        {
            answers.Say(AccessSettings.Bind.Key, listening.Groups["address"].Value.Trim('\'', '[', ']'));
            answers.Say(AccessSettings.Port.Key, listening.Groups["port"].Value);
        }
    }

    private static bool IsUnit(FoundFile file) => file.Path.EndsWith(".service", StringComparison.Ordinal);

    [GeneratedRegex(@"^Mathesar ([0-9]+\.[0-9]+\.[0-9]+) ")]
    private static partial Regex Release();

    [GeneratedRegex(@"(?:--addr (?<address>\S+) --port |-b '?(?<address>\S+):)(?<port>[0-9]+)")]
    private static partial Regex Listening();
}
