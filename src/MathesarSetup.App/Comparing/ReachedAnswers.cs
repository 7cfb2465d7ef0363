using System.Collections.Immutable;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Comparing;

/// <summary>Whether changed answers reach what runs, past all that a person wrote into generated files and beside them.</summary>
internal static class ReachedAnswers
{
    /// <summary>
    /// An error for each that does not, a warning for one that reaches one file and not another; none where files are edited in place, since that
    /// looks for itself.
    /// </summary>
    public static ImmutableArray<Finding> Of(string directory, Setup setup, Comparison comparison)
    {
        var watched = InstallDirectory.Open(directory).Watched;
        if (LayoutSettings.IsInPlace(setup.Answers) || watched.IsEmpty)
        {
            return [];
        }

        var (request, _) = InstallationFiles.Read(directory);
        var after = comparison.Changes.Aggregate(request.Files, static (files, change) => change.Result is { } text
            ? EditRequest.With(files, change.Path, text)
            : files.RemoveAll(f => f.Path == change.Path));
        Installed? Observe(IEnumerable<FoundFile> files) => setup.Target.Observe(new ImportRequest([.. files], setup.Plan.Name));
        // Against what the former answers would be, so that only a changed answer counts.
        if (DraftSources.Written(watched) is not { } written)
        {
            return [];
        }

        var before = Setup.Of(written);
        var overruled = Observe(before.Files.Select(static f => f.Found)) is { } former
            && Observe(setup.Files.Select(static f => f.Found)) is { } wanted && Observe(after) is { } result
            ? InstalledDifferences.Overruled(former, wanted, result, change => Winner(change, after, comparison, Observe),
                new ChangedAnswers(before, setup))
            : [];
        return [.. overruled, .. KeptApart.Of(before, setup, comparison).Where(apart => overruled.All(o => o.Key != apart.Key))];
    }

    // Without the file that wins, the answer would reach.
    private static string Winner(InstalledChange change, ImmutableArray<FoundFile> files, Comparison comparison,
        Func<IEnumerable<FoundFile>, Installed?> observe) =>
        files.FirstOrDefault(f => comparison.Changes.All(c => c.Path != f.Path) && observe(files.Remove(f))?[change.Part] == change.After)?.Path
            ?? comparison.Changes.FirstOrDefault(static c => c.Kind is ChangeKind.Merge or ChangeKind.Kept)?.Path ?? "one of your files";
}
