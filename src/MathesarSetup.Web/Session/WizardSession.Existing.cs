using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Import;
using MathesarSetup.Web.Cli;

namespace MathesarSetup.Web.Session;

/// <content>What is there already: another installation, or an earlier version of this one.</content>
public sealed partial class WizardSession
{
    private Answers? _written;
    private ImportReading? _adopted;

    /// <summary>What was read from another installation; null when nothing was.</summary>
    public ImportReading? Imported { get; private set; }

    /// <summary>Takes over what was read from an installation. Can be undone.</summary>
    /// <param name="isHere">Whether it lies in this very directory, so that its files make room for the new ones.</param>
    public void Import(ImportReading reading, bool isHere)
    {
        Imported = reading;
        _adopted = isHere ? reading : reading with { Replaced = [], Override = reading.Override is { } kept ? kept with { Path = ImportedFiles.Override } : null };
        Change(_ => reading.Draft);
    }

    /// <summary>Lets the files that were read here make room for the new ones, which is done before anything is written. An error forbids writing.</summary>
    public ImmutableArray<Finding> MakeRoom() => _adopted is { } adopted && !(adopted.Replaced.IsEmpty && adopted.Override is null)
        ? [.. InstallDirectory.Open(Directory).Adopt(adopted.Replaced, adopted.Override).Where(static f => f.Severity is Severity.Error)]
        : [];

    /// <summary>Reads the answers from the directory anew, after its files were put back. Can be undone.</summary>
    public void Reload()
    {
        var present = new DraftSources { Directory = Directory, Variables = DraftSources.FromEnvironment() }.Read();
        lock (_gate)
        {
            (_onDisk, _installed, _written) = (present.Findings, present.Draft, present.Written?.Read().Answers);
        }

        Change(_ => present.Draft);
        lock (_gate)
        {
            _start = Setup;
        }
    }

    // A note about an edit goes with the answer that it gave.
    private bool Stands(Finding finding, Draft draft) => finding.Severity is Severity.Error || finding.Key is not { } key || draft.Texts.GetValueOrDefault(key) == _installed.Texts.GetValueOrDefault(key);
}
