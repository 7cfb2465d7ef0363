using System.Collections.Immutable;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <content>Whose the files are: an author's, edited where they lie, or laid out anew.</content>
public sealed partial class WizardSession
{
    /// <summary>Whether the files stay their author's, and a changed answer changes its own place in them.</summary>
    public bool IsInPlace => LayoutSettings.IsInPlace(Setup.Answers) && !Now.Theirs.IsEmpty;

    /// <summary>
    /// The installation whose files stay their author's, to be laid out anew with the answers as they are now; null where it is not such a one.
    /// </summary>
    public ImportedInstallation? Anew()
    {
        if (!IsInPlace)
        {
            return null;
        }

        var setup = Setup;
        var chosen = LayoutSettings.ChosenFiles(setup.Answers);
        ImmutableArray<FoundFile> edited = [.. setup.Files.Where(static f => f.IsTheirs).Select(static f => f.Found)];
        ImportReading Read(ImmutableArray<FoundFile> files) =>
            InstallationImport.Again(files, setup.Plan.Name, chosen);
        var reading = Read(edited);
        return new ImportedInstallation(reading with
        {
            Draft = setup.Draft.With(LayoutSettings.Layout, null).With(LayoutSettings.Files, null),
            // What the files do not hold was given long ago.
            Findings = [],
            Sources = edited,
            // They make room as they lie there.
            Replaced = Read(Now.Theirs).Replaced,
            ChosenFiles = chosen,
        }, Directory);
    }

    // A draft that was read from what lies here, before the program was ended: its files still make room, or stay.
    private Ground? Resumed(Draft? saved)
    {
        if (saved is null || InstallPlace.HoldsInstallation(Directory))
        {
            return null;
        }

        var answers = saved.Read().Answers;
        var isInPlace = LayoutSettings.IsInPlace(answers);
        if ((!isInPlace && !KeptSettings.All.Any(k => saved.Texts.ContainsKey(k.Key)))
            || FoundPlace.Read(Directory, LayoutSettings.ChosenFiles(answers)) is not { } found
            || Given(found, saved) is not { IsForbidden: false } told
            || !KeptSettings.All.All(k => saved.Texts.GetValueOrDefault(k.Key) == told.Draft.Texts.GetValueOrDefault(k.Key)))
        {
            return null;
        }

        var reading = isInPlace ? told.InPlace() : told;
        // What the reading leaves open, such as new passwords, is as it was drafted.
        var setup = Setup.Of(saved.Texts.Where(t => !reading.Draft.Texts.ContainsKey(t.Key) && Settings.Find(t.Key)?.Settle is not null)
            .Aggregate(reading.Draft, static (draft, t) => draft.With(t.Key, t.Value)).Settle(_machine));
        var ground = new Ground(reading.Draft, setup.Answers,
            setup)
        { Imported = reading, Adopted = reading, Theirs = reading.Sources, Said = setup.Draft };
        return ground with { Start = InPlaceSetup.Of(setup, ground.Said, ground.Theirs) };
    }

    // What the files do not hold was asked for before, and is in the draft.
    private static ImportReading Given(ImportReading reading, Draft saved)
    {
        var marked = saved.Texts.TryGetValue(KeptSettings.Imported.Key, out var mark)
            ? reading with { Draft = reading.Draft.With(KeptSettings.Imported, mark) }
            : reading;
        return marked.Asked.Where(key => saved.Texts.GetValueOrDefault(key) is not (null or Release.Unknown))
            .Aggregate(marked, (told, key) => told.With(key, saved.Texts[key]));
    }

    // The password of the bundled database that nothing was written with yet, so that going elsewhere and coming back changes nothing.
    private string? MadePassword(Draft draft, Draft present) => draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) is var password
        && draft.Read().Answers.Get(DatabaseSettings.Mode) is not DatabaseMode.Bundled ? _machine.Alphanumeric(32)
        : password == present.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) ? null : password;
}
