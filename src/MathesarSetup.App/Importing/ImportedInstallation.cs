using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Importing;

/// <summary>Why the files of an installation cannot stay where they lie and be edited there.</summary>
public enum StayObstacle
{
    /// <summary>It was a text or an archive, or containers whose files are gone.</summary>
    NoPlace,

    /// <summary>They lie in another directory than the answers will.</summary>
    OtherDirectory,

    /// <summary>Not all that they run can be read.</summary>
    NotWhole,

    /// <summary>Nothing would change: they are generated ones.</summary>
    Generated,
}

/// <summary>An installation that was read, to be taken over or not.</summary>
/// <param name="Root">The directory in which its files lie, as this process sees it; null for a text, an archive, or containers without
/// files.</param>
/// <param name="IsOwn">Whether it was generated, so that it is opened and not taken over.</param>
public sealed record ImportedInstallation(ImportReading Reading, string? Root, bool IsOwn = false)
{
    /// <summary>What was read. What was not generated here says that it was there before.</summary>
    public ImportReading Reading { get; init; } = IsOwn || Reading.Target is null || Reading.IsGenerated || Rewriting.Of(Reading) is { IsEmpty: true }
        ? Reading
        : Reading with { Draft = Reading.Draft.With(KeptSettings.Imported, "true") };

    /// <summary>
    /// What the files say where somebody said otherwise beside them; null where they say nothing. Files that stay get the new answers by an edit.
    /// </summary>
    public ImmutableDictionary<string, string?> Overridden { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The same with what flags and the environment say, which counts before what was found in it.</summary>
    public ImportedInstallation With(DraftSources sources)
    {
        var (said, findings) = sources.Say(Reading.Draft);
        var told = With(said);
        return told with { Reading = told.Reading with { Findings = [.. told.Reading.Findings, .. findings] } };
    }

    /// <summary>Whether its files can stay where they lie and be edited in place, for answers in this directory.</summary>
    public bool CanStay(string directory) => !IsOwn && !Reading.Sources.IsEmpty && Root == Path.TrimEndingDirectorySeparator(directory)
        && Rewriting.Of(Reading) is not { IsEmpty: true };

    /// <summary>Why its files cannot stay where they lie.</summary>
    public StayObstacle? Obstacle(string directory) =>
        CanStay(directory) ? null
        : Root is null ? StayObstacle.NoPlace
        : Root != Path.TrimEndingDirectorySeparator(directory) ? StayObstacle.OtherDirectory
        : Reading is { IsGenerated: false, Sources.IsEmpty: true } ? StayObstacle.NotWhole
        : StayObstacle.Generated;

    /// <summary>The same with the word that its files stay their author's.</summary>
    public ImportedInstallation InPlace() => this with { Reading = Reading.InPlace() };

    /// <summary>The same to be laid out anew, with every difference that this makes and its reason; an error for each that has none.</summary>
    public ImportedInstallation Rewritten(IReadOnlyCollection<string> accepted, bool force) => Reading.IsForbidden ? this : this with
    {
        Reading = Reading with { Findings = [.. Reading.Findings, .. Rewriting.Of(Reading)?.Findings(accepted, force) ?? []] },
    };

    /// <summary>The same with the reason why its files cannot stay, which forbids writing.</summary>
    public ImportedInstallation Refused(string directory) => this with
    {
        Reading = Reading with
        {
            Findings =
            [
                .. Reading.Findings,
                RequestFinding.NotInPlace.Say(Root is null || Reading.Sources.IsEmpty
                    ? "This cannot be edited in place: there are no files of it that this program can read whole. Leave --in-place out."
                    : $"Files are edited in place where they lie, which is {Root}. Leave out --dir {directory}, or leave out --in-place."),
            ],
        },
    };

    /// <summary>The same with answers that somebody gave beside the installation.</summary>
    public ImportedInstallation With(Draft said) => this with
    {
        Overridden = Overridden.AddRange(said.Expanded().Texts
            .Where(t => t.Key != RunSettings.Version.Key && !Reading.Asked.Contains(t.Key) && !Overridden.ContainsKey(t.Key)
                && Reading.Draft.Texts.GetValueOrDefault(t.Key) != t.Value)
            .Select(t => KeyValuePair.Create(t.Key, Reading.Draft.Texts.GetValueOrDefault(t.Key)))),
        Reading = said.Expanded().Texts.Aggregate(Reading, static (reading, text) => reading.With(text.Key, text.Value)),
    };

    /// <summary>Writes its answers into a directory, and remembers that directory; gives the reading with what is to be said about it.</summary>
    public ImportReading WriteTo(string directory)
    {
        var reading = Reading.IsForbidden ? Reading : Reading with { Findings = [.. Reading.Findings, .. Write(directory)] };
        if (!reading.IsForbidden)
        {
            new KnownDirectories().Remember(directory);
        }

        return reading;
    }

    private ImmutableArray<Finding> Write(string directory)
    {
        var isHere = Root == Path.TrimEndingDirectorySeparator(directory);
        if (isHere ? File.Exists(Path.Join(directory, AnswersFile.Name)) : InstallPlace.HoldsInstallation(directory))
        {
            return isHere
                ? []
                : [RequestFinding.InstalledAlready.Say(
                    $"{directory} holds answers already. Change those, or import into another directory with --dir.")];
        }

        var setup = Setup.Of(Reading.Draft.Settle(ThisMachine.Read()));
        var answers = setup.Files.Where(f => f.Path is AnswersFile.Name or AnswersFile.SecretsName
            || (f.Path == AnswersFile.SchemaName && Adoption.IsInPlace(Reading))).ToImmutableArray();
        answers = Adoption.IsInPlace(Reading) && !Overridden.IsEmpty ? Unsaid(setup, answers) : answers;
        var adopted = Adoption.Of(Reading, isHere);
        return InstallDirectory.Open(directory).Adopt(Adoption.IsInPlace(Reading) ? Reading.Sources : adopted.Replaced, adopted.Override, answers);
    }

    // The files do not say yet what somebody said beside them: the next write brings it in.
    private ImmutableArray<GeneratedFile> Unsaid(Setup setup, ImmutableArray<GeneratedFile> answers)
    {
        var said = Overridden.Aggregate(setup.Draft, static (draft, t) => draft.With(t.Key, t.Value));
        var before = CommonFiles.AnswersOf(said.Expanded(), said.Read().Answers);
        return [.. answers.Select(file => file with { Baseline = before.FirstOrDefault(b => b.Path == file.Path)?.Content })];
    }
}
