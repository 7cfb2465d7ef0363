using System.Globalization;
using CsCheck;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class HandEditProperties : IDisposable
{
    private static readonly string[] Paths = ["compose.yaml", ".env", "caddy/Caddyfile"];

    // A generation wants some of the files in some version; an edit appends a line to one file.
    private static readonly Gen<(bool Edit, int Choice, int Version, bool Force)> Act =
        Gen.Select(Gen.Bool, Gen.Int[0, 7], Gen.Int[0, 2], Gen.Bool);

    private readonly TemporaryDirectory _folder = new();
    private int _runs;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_sequence_of_generating_and_editing_loses_an_edited_line() =>
        Act.List[1, 12].Sample(
            acts =>
            {
                var root = _folder.At(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _runs)}"));
                var edits = new List<string>();
                foreach (var act in acts)
                {
                    if (act.Edit)
                    {
                        edits.Add($"# edit {edits.Count} end");
                        Append(Path.Join(root, Paths[act.Choice % Paths.Length]), edits[^1]);
                    }
                    else
                    {
                        InstallDirectory.Open(root).Write(Wanted(act.Choice, act.Version), act.Force);
                    }

                    var everything = Everything(root);
                    Assert.All(edits, edit => Assert.Contains(edit, everything, StringComparison.Ordinal));
                }
            },
            iter: 60);

    private static FileSet Wanted(int chosen, int version) => Sample.Of(
        [.. Paths.Where((_, i) => (chosen & (1 << i)) != 0).Select(path => new GeneratedFile(path, $"version {version} of {path}\n", ""))]);

    private static void Append(string path, string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, line + "\n");
    }

    private static string Everything(string root) => string.Concat(Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(static path => !path.Contains("/generated/", StringComparison.Ordinal)).Select(File.ReadAllText)
        : []);
}
