using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>What every target writes for every scenario, and what of it was approved. UPDATE_GOLDEN=1 approves what is there.</summary>
internal static class Golden
{
    // The recommended installation first: what others share with it is found there.
    private static readonly Lazy<ImmutableArray<GoldenFile>> s_produced = new(() =>
    [
        .. from scenario in Scenarios.All.Keys.OrderBy(s => s != "recommended").ThenBy(s => s, StringComparer.Ordinal)
           from target in KnownTargets.All
           from file in Of(scenario, target.Id)
           select file,
    ]);

    private static readonly Lazy<ImmutableSortedDictionary<string, string>> s_stored = new(() => Stored(Folder()));

    private static readonly Lazy<ILookup<(string, string), GoldenFile>> s_approved =
        new(() => GoldenStore.Read(s_stored.Value).ToLookup(f => (f.Scenario, f.Target)));

    public static ImmutableArray<GoldenFile> Produced => s_produced.Value;

    /// <summary>The store as it lies on the disk.</summary>
    public static ImmutableSortedDictionary<string, string> OnDisk => s_stored.Value;

    public static IEnumerable<GoldenFile> Approved(string scenario, string target) => s_approved.Value[(scenario, target)];

    public static IEnumerable<GoldenFile> Approved(string target) => Scenarios.All.Keys.SelectMany(scenario => Approved(scenario, target));

    /// <summary>What a target writes; nothing when it refuses.</summary>
    public static IEnumerable<GoldenFile> Of(string scenario, string target)
    {
        var setup = Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target));
        var files = setup.Findings.Any(f => f.Severity is Severity.Error) ? [] : setup.Files;
        return files.Where(f => !IsElsewhere(f.Path)).Select(f => GoldenFile.Of(scenario, target, f));
    }

    // The schema and Helm's chart are the same in all of them: they stand once in docs/, and among the sources.
    private static bool IsElsewhere(string path) => path == AnswersFile.SchemaName || path.StartsWith("chart/", StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, string> Stored(string folder)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Approve(folder);
        }

        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        return paths.ToImmutableSortedDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText, StringComparer.Ordinal);
    }

    private static void Approve(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (path, content) in GoldenStore.Write(Produced))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), content);
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden");
}
