using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>What laying the files of an installation out anew changes in what they run.</summary>
public sealed record Rewriting(Installed Before, Installed After)
{
    /// <summary>Whether nothing changes: the files are generated ones.</summary>
    public bool IsEmpty => Before.ChangesTo(After).All(static c => c.Part.Path is "name");

    /// <summary>What was read, and what would be generated in its place; null where the files cannot be read whole.</summary>
    public static Rewriting? Of(ImportReading reading)
    {
        if (reading.Sources.IsEmpty || KnownTargets.Find(reading.Target ?? "") is not { } target)
        {
            return null;
        }

        var setup = Setup.Of(reading.Draft.With(LayoutSettings.Layout, null).With(LayoutSettings.Files, null).Settle(ThisMachine.Read()));
        ImmutableArray<FoundFile> generated = [.. setup.Files.Select(static f => f.Found)];
        var before = target.Observe(new ImportRequest(reading.Sources, setup.Plan.Name) { ComposeFiles = reading.ChosenFiles });
        var after = target.Observe(new ImportRequest(reading.Override is { } kept ? generated.Add(kept) : generated, setup.Plan.Name));
        return before is null || after is null ? null : new Rewriting(before, after);
    }

    /// <summary>Each difference with what it costs.</summary>
    public ImmutableArray<InstalledDifference> Differences => InstalledDifferences.Between(Before, After);

    /// <summary>Each difference with its reason.</summary>
    /// <param name="accepted">The parts whose difference was accepted by name.</param>
    /// <param name="force">Whether differences that cost no data were accepted in one word.</param>
    public ImmutableArray<Finding> Findings(IReadOnlyCollection<string> accepted, bool force) =>
        InstalledDifferences.OfRewriting(Before, After, accepted, force);
}
