using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>The pasted command makes the directory that the program itself would write, with secrets of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class ShellExportTests : IDisposable
{
    private const string Typed = "0x12345e10,a=b;c:/+%^~@-._";

    private static readonly string[][] s_shells = [["dash"], ["bash"], ["busybox", "sh"]];

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string> Cases =>
        new(Scenarios.All.Keys.SelectMany(_ => KnownTargets.All, (scenario, target) => (scenario, target.Id)));

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_makes_the_same_tree_in_every_shell(string scenario, string target)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        foreach (var shell in s_shells)
        {
            Run(shell, draft, [.. Enumerable.Repeat(Typed, 10)]).Successful();
            var name = Setup.Of(draft).Plan.Name;
            var secrets = AnswersFile.Read(File.ReadAllBytes(_directory.At($"{name}/{AnswersFile.SecretsName}")), AnswersFile.SecretsName,
                isSecretHalf: true).Draft;
            var wanted = Setup.Of(secrets.Texts.Aggregate(draft.Expanded(), (d, text) => d.With(text.Key, text.Value))).Files
                .Where(f => f.Path != AnswersFile.SchemaName).ToArray();
            Assert.Equal(
                wanted.Select(f => (f.Path, Unquoted(f.Content), f.Mode)).OrderBy(f => f.Path, StringComparer.Ordinal),
                Tree(_directory.At(name)).Select(f => (f.Path, Unquoted(f.Content), f.Mode)).OrderBy(f => f.Path, StringComparer.Ordinal));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.At(name)));
            Directory.Delete(_directory.At(name), recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_carries_no_secret(string scenario, string target)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        var command = ShellExport.Write(draft);
        Assert.All(draft.Expanded().Texts.Where(t => Settings.Find(t.Key)!.Secret),
            secret => Assert.DoesNotContain(secret.Value, command, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_run_makes_other_secrets_of_the_same_length()
    {
        var draft = Scenarios.All["recommended"];
        var seen = Enumerable.Range(0, 2).Select(n =>
        {
            Run(["dash"], draft, []).Successful();
            var text = _directory.Read("mathesar/mathesar.secrets.yaml");
            Directory.Delete(_directory.At("mathesar"), recursive: true);
            return AnswersFile.Read(Encoding.UTF8.GetBytes(text), "x", isSecretHalf: true).Draft.Texts;
        }).ToArray();
        Assert.All(seen[0], secret =>
        {
            Assert.NotEqual(secret.Value, seen[1][secret.Key]);
            Assert.Equal(draft.Texts[secret.Key].Length, secret.Value.Length);
        });
    }

    [Fact]
    public void A_directory_that_is_there_is_left_alone()
    {
        _directory.Write("mathesar/mine.txt", "mine");
        Assert.Equal(1, Run(["dash"], Scenarios.All["recommended"], []).ExitCode);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(_directory.At("mathesar")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with\"quote")]
    [InlineData("with$dollar")]
    [InlineData("ünï")]
    public void A_secret_that_not_every_file_carries_is_refused_before_anything_is_written(string typed)
    {
        var run = Run(["dash"], Scenarios.All["existing-database"], [typed]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("archive", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shellcheck_finds_nothing(string scenario, string target)
    {
        var command = ShellExport.Write(Scenarios.All[scenario].With(RunSettings.Target, target));
        var script = new ChildProcess("dash", "-c", "printf %s " + command["sh -c ".Length..]).Run().Successful().Output;
        new ChildProcess(RealPart.Require("shellcheck"), "--shell=sh", "-") { Input = Encoding.UTF8.GetBytes(script) }.Run().Successful();
    }

    private Outcome Run(string[] shell, Draft draft, string[] typed) =>
        new ChildProcess(RealPart.Require(shell[0]), [.. shell[1..], "-c", string.Join(' ', shell) + ShellExport.Write(draft)["sh".Length..]])
        {
            Directory = _directory.Path,
            Input = Encoding.UTF8.GetBytes(string.Concat(typed.Select(t => t + "\n"))),
        }.Run();

    // The export quotes every secret in YAML; the program only where it must.
    private static string Unquoted(string text) => QuotedScalar().Replace(text, ": $1\n");

    private static IEnumerable<(string Path, string Content, UnixFileMode Mode)> Tree(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(root, path), File.ReadAllText(path), File.GetUnixFileMode(path)));

    [GeneratedRegex(": \"([A-Za-z0-9._/+=:;,@%^~-]+)\"\n")]
    private static partial Regex QuotedScalar();
}
