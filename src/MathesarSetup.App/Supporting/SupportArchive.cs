using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Checking;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Running;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Merging;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Supporting;

/// <summary>
/// What somebody needs who helps with an installation, in one archive: nothing in it is a secret, as far as anything here knows of any. It stays on
/// this machine until its owner hands it on.
/// </summary>
public sealed class SupportArchive
{
    private const int LastLines = 500;

    private readonly InstalledPlace _place;
    private readonly Redaction _redaction;

    private SupportArchive(InstalledPlace place)
    {
        _place = place;
        var directory = InstallDirectory.Open(place.Directory);
        // A person's own files belong to it too.
        var own = directory.Standing(FoundNames.In(place.Directory)).Where(static f => f.Present is not null).ToArray();
        // By name before a file is looked at, and by value wherever it stands.
        _redaction = Redaction.Of(place.Setup.Plan, SecretsFile.Known(new Disk(place.Directory)).Concat(HiddenValues.In(directory))
            .Concat(own.SelectMany(static f => HiddenValues.In(f.Path, f.Present!)))
            .Concat(place.Setup.Plan.Services.SelectMany(static s => s.Environment).Where(static e => e.IsSecret).Select(static e => e.Value))
            .Where(static v => v.Length > 0).SelectMany(HiddenValues.Spellings));
        Files = [.. own.Select(f => File($"files/{f.Path}", ShownLines.Of(f.Path, f.Present!)))];
    }

    /// <summary>What is in it.</summary>
    public ImmutableArray<GeneratedFile> Files { get; private set; }

    /// <summary>Gathers it; writes nothing.</summary>
    /// <param name="program">The version of this program.</param>
    /// <param name="status">How the installation is, as JSON.</param>
    public static async Task<SupportArchive> GatherAsync(InstalledPlace place, string program, string status, CancellationToken cancellation)
    {
        var archive = new SupportArchive(place);
        archive.Files =
        [
            archive.File("versions.txt", await VersionsAsync(place, program, cancellation)),
            archive.File("status.json", status),
            archive.File("findings.txt", await FindingsAsync(place, cancellation)),
            .. await archive.LogsAsync(cancellation),
            .. archive.Files,
        ];
        return archive;
    }

    /// <summary>Writes it where nothing lies yet, for its owner alone. Null when all went well.</summary>
    public Finding? Write(string path) => ArchiveFile.Write(new FileSet(Files, []), path, $"{_place.Setup.Plan.Name}-support");

    private static async Task<string> VersionsAsync(InstalledPlace place, string program, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
        return $"""
            {program}
            {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture}), {RuntimeInformation.FrameworkDescription}
            {place.Setup.Target.Title}: {search.Place?.ToString() ?? "its place was not found"}
            {string.Join('\n', search.Candidates.Select(static c => $"  {c.Source} {c.Address}: {c.Reason}"))}
            Mathesar {place.Setup.Plan.Release}
            {string.Join('\n', place.Setup.Plan.Services.Select(static s => $"  {s.Name}: {s.Image?.Text ?? "a program of this machine"}"))}

            """;
    }

    private static async Task<string> FindingsAsync(InstalledPlace place, CancellationToken cancellation)
    {
        var results = await AnswerChecks.RunAsync(place.Setup, place.Directory, cancellation);
        return new StringBuilder()
            .AppendJoin('\n', results.Select(static r => $"{r.Check.Id}: {r.End}. {r.Said}")).Append("\n\n")
            .AppendJoin('\n', place.Setup.Findings.Concat(place.Reading.Findings).Concat(AnswerChecks.Findings(results)).Distinct()
                .Select(static f => $"{f.Severity} {f.Code}: {f.Message}")).Append('\n').ToString();
    }

    private async Task<List<GeneratedFile>> LogsAsync(CancellationToken cancellation)
    {
        var logs = new List<GeneratedFile>();
        foreach (var service in (await _place.LookAsync(cancellation)).Services ?? [])
        {
            var (lines, findings) = await RunningInstallation.ReadLogAsync(_place, service.Container, null, LastLines, cancellation);
            logs.Add(File($"logs/{service.Service}.txt", string.Concat(
                lines.Select(static l => l.Text).Concat(findings.Select(static f => f.Message)).Select(static text => $"{text}\n"))));
        }

        return logs;
    }

    private GeneratedFile File(string path, string text) => new(path, _redaction.Hide(text), "For whoever helps.") { Mode = GeneratedFile.Private };
}
