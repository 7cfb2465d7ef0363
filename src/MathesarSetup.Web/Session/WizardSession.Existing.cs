using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Changing;
using MathesarSetup.App.Comparing;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Settling;
using MathesarSetup.App.Writing;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <content>What is there already: another installation, or an earlier version of this one.</content>
public sealed partial class WizardSession
{
    private (Draft Read, Ground Before)? _import;

    /// <summary>What was read from another installation; null when nothing was, or it was undone.</summary>
    public ImportReading? Imported => Now.Imported;

    // An import that was undone counts for nothing, and counts again when it is redone.
    private Ground Now => _import is { } import && !_history.Holds(import.Read) ? import.Before : _ground;

    /// <summary>Takes over what was read from an installation: changes count from there on. Can be undone.</summary>
    /// <param name="isHere">Whether it lies in this very directory, so that its files make room for the new ones.</param>
    public void Import(ImportReading reading, bool isHere)
    {
        lock (_gate)
        {
            var before = Now;
            _there = null;
            _history = _history.With(reading.Draft.Settle(_machine));
            _import = (_history.Present, before);
            Setup = Setup.Of(_history.Present);
            _ground = new Ground(reading.Draft, before.Written ?? Setup.Answers, Setup)
            {
                Imported = reading,
                Adopted = Adoption.Of(reading, isHere),
                Theirs = reading.Sources,
                Said = _history.Present,
            };
            Setup = Follow(_history.Present);
            _ground = _ground with { Start = Setup };
            (_wrote, LastWrite, FileDecisions) = (false, null, FileDecisions.None);
            Traces = ImmutableDictionary<string, FileTrace>.Empty;
            Version++;
            _keeper.Keep(Setup.Draft);
        }

        Changed?.Invoke();
    }

    /// <summary>What was decided about files that somebody edited or brought: writing and installing go by it alike.</summary>
    public FileDecisions FileDecisions { get; private set; } = FileDecisions.None;

    /// <summary>Decides about a file, in all tabs.</summary>
    public void Decide(Func<FileDecisions, FileDecisions> decide)
    {
        lock (_gate)
        {
            FileDecisions = decide(FileDecisions);
        }

        Changed?.Invoke();
    }

    /// <summary>Holds the files against the directory: as nobody decided yet, and what the decisions make of it.</summary>
    public (Comparison Open, Decisions Decided) Look()
    {
        ReadDirectory();
        var none = Known;
        var open = Compare(none);
        return (open, none with { Settled = FileDecisions.For(open) });
    }

    /// <summary>What writing would do by these decisions.</summary>
    public Comparison Compare(Decisions decided) => InstallationComparison.Of(Directory, Setup, _present.FilesFor(Setup, Directory), decided).Whole;

    /// <summary>Writes the files into the directory. What a person edited or brought, and did not decide on, stays.</summary>
    /// <param name="decided">What was decided when somebody looked; a file that was changed since refuses the write. Null to look now.</param>
    public WriteResult Write(Decisions? decided = null)
    {
        var setup = Setup;
        decided ??= Look().Decided;
        var result = InstallationFileWriter.Write(Directory, setup, _present.FilesFor(setup, Directory), decisions: decided, adopted: Now.Adopted);
        lock (_gate)
        {
            LastWrite = result;
            if (result.Succeeded)
            {
                LieOnDisk(setup);
            }
        }

        if (result.Succeeded)
        {
            _store.Directories.Remember(Directory);
        }

        Changed?.Invoke();
        return result;
    }

    /// <summary>What is to be installed when somebody says so now.</summary>
    public ApplyOrder Order(Decisions decided, Acceptance accepted) => new()
    {
        Setup = Setup,
        Sources = _present,
        Directory = Directory,
        Decisions = decided,
        Accepted = accepted,
        PasswordIsSaid = IsSaid(DatabaseSettings.Password),
        Adopted = Now.Adopted,
    };

    /// <summary>Other install directories that this user worked in, the last one first.</summary>
    public ImmutableArray<string> KnownDirectories => [.. _store.Directories.List().Where(d => d != Directory)];

    /// <summary>Turns to another install directory. The draft of this one stays for later.</summary>
    public async Task MoveAsync(string directory)
    {
        if (directory == Directory)
        {
            return;
        }

        await _keeper.DisposeAsync();
        var settled = await Interruption.SettleAsync(directory);
        lock (_gate)
        {
            (_import, _wrote, LastWrite, FileDecisions) = (null, false, null, FileDecisions.None);
            (Seen, Left, Traces) = ([], [], ImmutableDictionary<string, FileTrace>.Empty);
            Open(directory);
            Version++;
        }

        if (InstallPlace.HoldsInstallation(directory))
        {
            _store.Directories.Remember(directory);
        }

        TellSettled(settled);
    }

    /// <summary>Reads the answers from the directory anew, after its files were put back. Can be undone.</summary>
    public void Reload()
    {
        var present = DraftSources.ReadAt(Directory, _machine);
        lock (_gate)
        {
            (_present, _machine, _onDisk, _import, _ground) =
                (present, present.Machine, present.Findings, null, GroundOf(present, Setup));
            _there = null;
            // What was written or decided was about other files.
            (_wrote, LastWrite, FileDecisions) = (false, null, FileDecisions.None);
        }

        Change(_ => present.Draft);
        lock (_gate)
        {
            _ground = _ground with { Start = Setup };
        }

        Changed?.Invoke();
    }

    private static Ground GroundOf(Setup written) => new(written.Draft, written.Answers, written)
    {
        Theirs = [.. written.Files.Where(static f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName or AnswersFile.SchemaName))
            .Select(static f => f.Found)],
        Said = written.Draft,
    };

    private static Ground GroundOf(DraftReading present, Setup setup) =>
        new(present.Draft, present.Written?.Read().Answers, setup) { Theirs = present.Theirs, Said = present.Former };

    // A note about an edit goes with the answer that it gave.
    private bool Stands(Finding finding, Draft draft) => finding.Severity is Severity.Error || finding.Key is not { } key
        || draft.Texts.GetValueOrDefault(key) == Now.Installed.Texts.GetValueOrDefault(key);

    // What answers are held against: how all was when the session began, was written last, or was read from an installation.
    private sealed record Ground(Draft Installed, Answers? Written, Setup Start)
    {
        public ImportReading? Imported { get; init; }

        public ImportReading? Adopted { get; init; }

        // The files that stay their author's, and the answers as they say them.
        public ImmutableArray<FoundFile> Theirs { get; init; } = [];

        public Draft Said { get; init; } = Draft.Empty;
    }

    // Files of answers that cannot be read forbid writing, or new secrets would take the place of those that the data was made with.
    private Setup Follow(Draft draft) =>
        InPlaceSetup.Of(Setup.Of(draft), Now.Said, Now.Theirs) is var setup && _onDisk is [] && Now.Written is null && _machine.Lost.IsEmpty
            ? setup
            : setup with
            {
                Findings = [.. _onDisk.Where(f => Stands(f, draft)).Concat(StandingSecrets.Tell(setup.Findings, _machine.Lost, draft))
                    .Concat(Now.Written is null ? [] : ChangeFindings.Of(Now.Written, setup)).OrderBy(f => f.Severity)],
            };
}
