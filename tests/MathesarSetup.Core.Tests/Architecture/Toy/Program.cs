using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

// Says what the rest of Core makes of the toy, a line for each.
var draft = Draft.Empty.With(RunSettings.Target, "toy").With(TuningSettings.Workers, "7").Settle(new Machine(4, 0, length => new byte[length]));
var setup = Setup.Of(draft);
var written = setup.Files.Select(f => new FoundFile(f.Path, f.Content)).ToImmutableArray();
var own = written.RemoveAll(f => f.Path is AnswersFile.Name);
var read = Importer.Read(new ImportRequest(own, "any"));
var edits =
    HandEdits.Read(
        [.. written.Select(f => new WatchedFile(f.Path, f.Text, f.Text.Replace("WEB_CONCURRENCY=7", "WEB_CONCURRENCY=8", StringComparison.Ordinal)))],
        draft);

Console.WriteLine($"offered: {((Editor.Choice)RunSettings.Target.Editor).Options[^1].Label}");
Console.WriteLine(
    $"answered: {TargetKinds.Of(setup.Answers).Id}, errors {setup.Findings.Count(f => f.Severity is MathesarSetup.Findings.Severity.Error)}");
Console.WriteLine($"rendered: {setup.Files[0].Path}, {setup.Target.Id}, in every target "
    + $"{EveryTarget.Of(draft, new Machine(4, 0, length => new byte[length]), _ => Draft.Empty).Drafts[^1].Target.Id}");
Console.WriteLine($"read back: {read.Target} with {read.Draft.Texts["tuning.workers"]} workers, the same key: "
    + $"{read.Draft.Texts["secrets.key"] == draft.Texts["secrets.key"]}");
Console.WriteLine($"edit read back: {string.Join(", ", edits.Changed.Texts.Select(t => $"{t.Key} {t.Value}"))}");
Console.WriteLine(
    $"told: {setup.Instructions.Start}, in README {written.Single(f => f.Path == "README.md").Text.Contains("toy start", StringComparison.Ordinal)}");
Console.WriteLine($"called: {setup.Target.ContainerName(setup.Plan, setup.Plan.Web)}, unit "
    + $"{setup.Target.Unit(setup.Plan, setup.Plan.Web)?.Name ?? "none"}, made by API {setup.Target.Kind.IsMadeByApi}");
