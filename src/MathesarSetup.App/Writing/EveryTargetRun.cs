using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.App.Writing;

/// <summary>
/// <c>generate --target all</c>: every target into a folder of its own name, from one set of answers and secrets that lies beside the folders.
/// </summary>
public sealed record EveryTargetRun(string Root, ImmutableArray<TargetPart> Parts, ImmutableArray<GeneratedFile> Answers)
{
    /// <summary>Whether no target can honour the answers.</summary>
    public bool IsRefused => Parts.All(static part => part.IsRefused);

    /// <summary>All files, by their paths below the directory.</summary>
    public ImmutableArray<GeneratedFile> Files =>
        [.. Answers, .. Parts.Where(static part => !part.IsRefused)
            .SelectMany(static part => part.Setup.Files.Select(file => file with { Path = $"{part.Id}/{file.Path}" }))];

    public static EveryTargetRun Of(DraftReading reading, string root)
    {
        var folders = KnownTargets.All.ToImmutableDictionary(static target => target, target => new TargetFolder(Path.Join(root, target.Id)));
        var machine = reading.Machine with { Lost = folders.Values.Aggregate(reading.Machine.Lost, static (lost, f) => lost.Union(f.Lost)) };
        var every = EveryTarget.Of(reading.Draft, machine, target => folders[target].Answers);
        // At the same time, because most of it is compiling what each target alone runs.
        var parts = every.Drafts.Select(each => Task.Run(() =>
        {
            var (setup, findings) = (reading with { Draft = each.Draft, Written = folders[each.Target].Written, Machine = machine }).Settle();
            return new TargetPart(setup, [.. findings, .. folders[each.Target].Findings]);
        })).ToArray();
        // A directory that is the installation of one target keeps its answers.
        var own = reading.Files.Where(file => Path.GetDirectoryName(file.Path) == root)
            .Select(static file => file.Reading.Draft.Texts.GetValueOrDefault(RunSettings.Target.Key))
            .FirstOrDefault(static text => text is not null);
        return new EveryTargetRun(root, [.. parts.Select(static part => part.GetAwaiter().GetResult())],
            own is null or EveryTarget.Id ? [.. reading.Merged(Common(every.Common), root)] : []);
    }

    /// <summary>Writes the directory: the answers first, so that no secret is used before it is kept.</summary>
    public EveryTargetResult Write(bool force)
    {
        if (IsRefused)
        {
            return Refused(null, WriteOutcome.Failed);
        }

        if (!Answers.IsEmpty && InstallDirectory.Open(Root).Write(new FileSet(Answers, []), force) is { Succeeded: false } failed)
        {
            return Refused(Root, failed.Outcome) with { Failures = failed.Findings };
        }

        // Side by side, on threads of their own: each mostly waits for the disk, and none knows of another's folder.
        var writing =
            Parts.Select(part => part.IsRefused
                ? Task.FromResult(part)
                : Task.Factory.StartNew(() => part.WriteTo(Path.Join(Root, part.Id), force), CancellationToken.None, TaskCreationOptions.LongRunning,
                    TaskScheduler.Default))
                .ToArray();
        var written = this with { Parts = [.. writing.Select(static part => part.GetAwaiter().GetResult())] };
        var results = written.Parts.Select(static part => part.Result?.Outcome).OfType<WriteOutcome>().ToHashSet();
        return new EveryTargetResult(results.Contains(WriteOutcome.Written) ? "written"
            : results.Contains(WriteOutcome.Unchanged) ? "unchanged"
            : "refused", Root, written.Parts)
        {
            Worst = results.Contains(WriteOutcome.Failed) ? WriteOutcome.Failed
                : results.Contains(WriteOutcome.NeedsForce) ? WriteOutcome.NeedsForce
                : WriteOutcome.Written,
        };
    }

    /// <summary>Writes one archive that holds the same directory.</summary>
    public EveryTargetResult Pack(string path, bool force)
    {
        if (IsRefused)
        {
            return Refused(null, WriteOutcome.Failed);
        }

        var (outcome, problem) = InstallationFileWriter.Pack(Files, path, Parts[0].Setup.Plan.Name, force);
        return problem is null ? Shown(path) : Refused(path, outcome) with { Failures = [problem] };
    }

    /// <summary>The result of one that is only shown, or of one that went into an archive.</summary>
    public EveryTargetResult Shown(string? place) => new("written", place, Parts) { Worst = WriteOutcome.Written };

    private EveryTargetResult Refused(string? place, WriteOutcome worst) => new("refused", place, Parts) { Worst = worst };

    // The answers alone: what belongs to one target lies in its folder.
    private static ImmutableArray<GeneratedFile> Common(Draft common)
    {
        var (stored, answers) = (common.Expanded().With(RunSettings.Target, EveryTarget.Id), common.Read().Answers);
        return CommonFiles.AnswersOf(stored, answers) is var files
            ? [.. files, new(".gitignore", GitIgnore.Write(files), "Keeps the secrets out of a Git repository.")]
            : [];
    }
}
