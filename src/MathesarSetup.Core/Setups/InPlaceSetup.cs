using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Merging;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>The set-up of an installation whose files stay their author's: its files are those, edited where an answer changed.</summary>
public static class InPlaceSetup
{
    /// <summary>The set-up as it is for files that are generated; with other files and further findings where they stay their author's.</summary>
    /// <param name="setup">What follows from the answers.</param>
    /// <param name="former">The answers as the files say them.</param>
    /// <param name="theirs">The files as they lie there.</param>
    public static Setup Of(Setup setup, Draft former, ImmutableArray<FoundFile> theirs)
    {
        if (!LayoutSettings.IsInPlace(setup.Answers))
        {
            return setup;
        }

        // Generated files beside somebody's own would start two installations.
        if (theirs.IsEmpty)
        {
            return setup with { Findings = [InPlaceFinding.Unreadable.At(LayoutSettings.Layout.Key), .. setup.Findings] };
        }

        var request = new ImportRequest(theirs, setup.Plan.Name) { ComposeFiles = LayoutSettings.ChosenFiles(setup.Answers) };
        var before = Setup.Of(former);
        var edit = former.Texts.SequenceEqual(setup.Draft.Texts)
            ? new InPlaceEdit(theirs, [], [])
            : InPlaceEdit.Of(request, before, setup);
        var planned = PlannedIn(edit.Files, request, before, setup);
        return setup with
        {
            Files =
            [
                .. edit.Files.Where(f => planned.All(p => p.Path != f.Path)).Select(f => Theirs(f, theirs)), .. planned,
                .. CommonFiles.AnswersOf(setup.Draft.Expanded(), setup.Answers).Select(f => f with { Mask = MaskOf(setup, f.Path) }),
            ],
            Findings =
            [
                .. edit.Findings,
                .. edit.Findings.IsEmpty ? InPlaceEffects.Missing(setup, edit, planned, new ChangedAnswers(before, setup)) : [],
                .. setup.Findings,
            ],
        };
    }

    private static GeneratedFile Theirs(FoundFile file, ImmutableArray<FoundFile> theirs)
    {
        var source = theirs.FirstOrDefault(f => f.Path == file.Path)?.Text;
        return new GeneratedFile(file.Path, file.Text,
            source is null ? "Added beside your own files." : "Yours; a changed answer changes its own place.")
        {
            IsTheirs = source is not null,
            Source = source,
            Mask = () => ShownLines.Of(file.Path, file.Text),
            Mode = file.Path == DotEnv.FileName ? GeneratedFile.Private : GeneratedFile.Readable,
        };
    }

    private static Func<string>? MaskOf(Setup generated, string path) => generated.Files.FirstOrDefault(f => f.Path == path)?.Mask;

    // A configuration file that the answers changed goes where the installation mounts it; one that it does not mount is not its own.
    private static ImmutableArray<GeneratedFile> PlannedIn(ImmutableArray<FoundFile> files, ImportRequest request, Setup before, Setup after)
    {
        var former = PlannedFiles.Of(before.Plan).ToDictionary(static f => f.Path, static f => f.Content, StringComparer.Ordinal);
        var changed = PlannedFiles.Of(after.Plan).Where(f => former.GetValueOrDefault(f.Path) != f.Content).ToArray();
        if (changed is [] || after.Target.Observe(request with { Files = files }) is not { } installed)
        {
            return [];
        }

        var own = after.Observe();
        return
        [
            .. from file in changed
               let place = MountedAt(installed, own, file.Path)
               where place is not null
               select file with
               {
                   Path = place,
                   Source = request.Files.FirstOrDefault(f => f.Path == place)?.Text,
                   Mask = MaskOf(after, file.Path),
               },
        ];
    }

    // The path of a file of ours where somebody mounts the same place; below the directory alone.
    private static string? MountedAt(Installed installed, Installed? own, string path)
    {
        foreach (var (part, mounted) in own?.Parts.Where(static p => p.Key.After(InstalledPart.Mounts) is not null) ?? [])
        {
            var source = mounted.Split(':')[0];
            if (installed[part]?.Split(':')[0] is ['.', '/', .. var theirs]
                && (source == $"./{path}" || $"./{path}".StartsWith(source.TrimEnd('/') + "/", StringComparison.Ordinal)))
            {
                return source == $"./{path}" ? theirs : $"{theirs.TrimEnd('/')}/{$"./{path}"[(source.TrimEnd('/').Length + 1)..]}";
            }
        }

        return null;
    }
}
