using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>Whatever was done before: a version is put back whole, what a person wrote stays, and it can be taken back.</summary>
public sealed class RestoreProperties : IDisposable
{
    private static readonly string[] Ours = ["compose.yaml", ".env", "caddy/Caddyfile"];
    private static readonly string[] Theirs = ["docker-compose.yml", "docker-compose.override.yml", "compose.yaml", "db.env", "caddy/Caddyfile"];

    private static readonly Gen<(int Kind, int Choice, int Number, bool Force)> Act =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 7], Gen.Int[0, 9], Gen.Bool);

    private readonly TemporaryDirectory _folder = new();
    private int _runs;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_sequence_of_writes_edits_and_restorations_leaves_another_state_than_the_version_or_loses_what_a_person_wrote() =>
        Act.List[2, 14].Sample(
            acts =>
            {
                var root = _folder.At(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _runs)}"));
                var person = new List<string>();
                foreach (var act in acts)
                {
                    Do(root, act, person);
                    var everything = Everything(root);
                    Assert.All(person, line => Assert.Contains(line, everything, StringComparison.Ordinal));
                }
            },
            iter: 120);

    private static void Do(string root, (int Kind, int Choice, int Number, bool Force) act, List<string> person)
    {
        switch (act.Kind)
        {
            case 0 or 1:
                InstallDirectory.Open(root).Write(Wanted(act.Choice, act.Number), act.Force);
                break;
            case 2:
                Append(Path.Join(root, Ours[act.Choice % Ours.Length]), person);
                break;
            case 3:
                Append(Path.Join(root, Theirs[act.Choice % Theirs.Length]), person);
                break;
            case 4:
                Adopt(root);
                break;
            default:
                Restore(root, act.Number);
                break;
        }
    }

    private static void Restore(string root, int number)
    {
        var opened = InstallDirectory.Open(root);
        if (opened.Versions is not { IsEmpty: false } versions)
        {
            return;
        }

        var version = versions[number % versions.Length];
        var (before, tracked) = (Bytes(root), Versions.Tracked(new Disk(root)));
        var said = opened.Look(version);
        var result = opened.Restore(version);
        Assert.True(result.Succeeded);
        Assert.Equal((said.PutBack, said.Goes, said.Edited), (result.Done.PutBack, result.Done.Goes, result.Done.Edited),
            static (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2) && a.Item3.SequenceEqual(b.Item3));

        var after = Bytes(root);
        Assert.All(version.Files, file => Assert.Equal(file.Content, after[file.Path]));
        Assert.All(version.Files, file => Assert.Equal(file.Mode, (int)File.GetUnixFileMode(Path.Join(root, file.Path))));
        // Of what was ours nothing else is left, but what a person had there before we wrote over it.
        Assert.All(tracked.Except(version.Files.Select(static f => f.Path)).Where(after.ContainsKey),
            path => Assert.True(IsOwn(versions, version, path)));
        // What was never ours is untouched.
        Assert.All(before.Keys.Except(tracked).Except(version.Files.Select(static f => f.Path)), path => Assert.Equal(before[path], after[path]));
        // Nobody has to be told of a directory that is as it was.
        Assert.False(InstallDirectory.Open(root).Look(version).HasChanges);
        TakeBack(root, result, before, act: number % 2 == 0);
    }

    private static void TakeBack(string root, RestoreResult result, SortedDictionary<string, byte[]> before, bool act)
    {
        if (!act || result.Undo is not { } undo)
        {
            return;
        }

        var opened = InstallDirectory.Open(root);
        Assert.True(opened.Restore(opened.Versions.Single(v => v.Number == undo)).Succeeded);
        Assert.Equal(before, Bytes(root));
    }

    private static bool IsOwn(ImmutableArray<FileVersion> versions, FileVersion version, string path) =>
        versions.First(v => v.Number > version.Number && v.Files.Any(f => f.Path == path)) is var first
        && first.Reason == Versions.Found && first.Files.Single(f => f.Path == path).Generated is null;

    private static void Adopt(string root)
    {
        ImmutableArray<FoundFile> there = [.. Theirs.Where(name => File.Exists(Path.Join(root, name)))
            .Select(name => new FoundFile(name, File.ReadAllText(Path.Join(root, name))))];
        Assert.DoesNotContain(InstallDirectory.Open(root).Adopt(there, there is [] ? null : new FoundFile("compose.override.yaml", "mine: 1\n")),
            static f => f.Severity is Findings.Severity.Error);
    }

    private static FileSet Wanted(int chosen, int version) => Sample.Of(
        [.. Ours.Where((_, i) => (chosen & (1 << i)) != 0).Select(path => new GeneratedFile(path, $"version {version} of {path}\n", ""))]);

    private static void Append(string path, List<string> person)
    {
        person.Add($"# person {person.Count} end");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, person[^1] + "\n");
    }

    private static SortedDictionary<string, byte[]> Bytes(string root) => new(
        Sample.Contents(root).ToDictionary(static f => f.Key, static f => Encoding.UTF8.GetBytes(f.Value), StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static string Everything(string root) => string.Concat(Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(static path => !path.Contains("/generated/", StringComparison.Ordinal)).Select(File.ReadAllText)
        : []);
}
