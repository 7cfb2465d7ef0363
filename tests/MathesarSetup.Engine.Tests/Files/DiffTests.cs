using System.Text.RegularExpressions;
using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class DiffTests : IDisposable
{
    private static readonly string[] Lines = ["a", "b", "c", "", "d\r"];

    private static readonly Gen<string> Text = Gen.Select(
        Gen.Int[0, 4].Select(static i => Lines[i]).List[0, 12], Gen.Bool, static (lines, ended) => string.Join('\n', lines) + (ended ? "\n" : ""));

    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    // The lines with their line feeds.
    private static string[] Pieces(string text) => [.. Regex.Matches(text, "[^\n]*\n|[^\n]+").Select(m => m.Value)];

    [Fact]
    public void A_difference_is_what_diff_and_patch_understand()
    {
        var run = 0;
        Gen.Select(Text, Text).Sample(
            (oldText, newText) =>
            {
                var name = $"file-{Interlocked.Increment(ref run)}";
                var path = _folder.Write(name, oldText);
                var diff = UnifiedDiff.Text(name, name, LineDiff.Between(oldText, newText));
                if (diff.Length > 0)
                {
                    var patch = new ChildProcess("git", "apply", "-p1", "--whitespace=nowarn", "-")
                    {
                        Directory = _folder.Path,
                        Input = System.Text.Encoding.UTF8.GetBytes(diff),
                    };
                    patch.Run().Successful();
                }

                Assert.Equal(oldText == newText, diff.Length == 0);
                Assert.Equal(newText, File.Exists(path) ? File.ReadAllText(path) : "");
            },
            iter: 100);
    }

    [Fact]
    public void Without_its_changed_lines_a_text_is_what_the_old_one_keeps() =>
        Gen.Select(Text, Text).Sample(
            (oldText, newText) =>
            {
                var (added, gone) = ChangedLines.Between(oldText, newText);
                var (before, after) = (Pieces(oldText), Pieces(newText));
                var kept = after.Where((_, i) => !added.Contains(i)).ToArray();

                Assert.Equal(before.Length - gone, kept.Length);
                var at = 0;
                Assert.All(kept, line => Assert.True((at = Array.IndexOf(before, line, at) + 1) > 0, line));
                Assert.Equal(LineDiff.Between(oldText, newText).Count(l => l.Kind is DiffLineKind.Both), kept.Length);
            },
            iter: 5000);

    [Fact]
    public void A_difference_reads_like_diff_u()
    {
        InstallDirectory.Open(Root).Write(Sample.First);

        Assert.Equal(
            """
            --- a/compose.yaml
            +++ b/compose.yaml
            @@ -1,3 +1,3 @@
             services:
               mathesar:
            -    image: mathesar:1
            +    image: mathesar:2

            """,
            InstallDirectory.Open(Root).Compare(Sample.Second).Changes[0].Diff());
    }

    [Fact]
    public void Neither_the_new_nor_the_old_secret_is_shown_before_it_is_asked_for()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var comparison = InstallDirectory.Open(Root).Compare(Sample.Second);

        Assert.Equal(
            $"""
            --- a/.env
            +++ b/.env
            @@ -1,2 +1,2 @@
             # Holds secrets.
            -MATHESAR_DATABASE_PASSWORD={SecretText.Mask}
            +MATHESAR_DATABASE_PASSWORD={SecretText.Mask}

            """,
            comparison.Changes[1].Diff());
        Assert.Contains("hunter2secret", comparison.Diff(reveal: true), StringComparison.Ordinal);
        Assert.Contains("correcthorse", comparison.Diff(reveal: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KEY=old-secret")]
    [InlineData("export KEY=\"old-secret\"")]
    [InlineData("# KEY=old-secret")]
    [InlineData("  password: old-secret")]
    [InlineData("- \"key\": old-secret")]
    [InlineData("url: postgres://user:old-secret@host")]
    [InlineData("postgres://user:old-secret@host")]
    [InlineData("old-secret")]
    [InlineData("  old-secretAAAA==")]
    [InlineData("{\"password\":\"old-secret\"}")]
    public void A_line_that_somebody_wrote_into_a_private_file_shows_no_value(string line)
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.AppendAllText(Path.Join(Root, ".env"), line + "\n");

        var diff = InstallDirectory.Open(Root).Compare(Sample.Second).Changes[1].Diff();

        Assert.DoesNotContain("old-secret", diff, StringComparison.Ordinal);
        Assert.Contains("\n-", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_several_lines_is_hidden_even_where_it_does_not_change()
    {
        static GeneratedFile Key(string end) =>
            new("key.yaml", $"key: |\n  first-half\n  second-half\nend: {end}\n", "") { Mode = GeneratedFile.Private };
        InstallDirectory.Open(Root).Write(Sample.Of(Key("1")));

        var diff = InstallDirectory.Open(Root).Compare(Sample.Of(Key("2"))).Diff();

        Assert.DoesNotContain("half", diff, StringComparison.Ordinal);
        Assert.EndsWith($"-end: {SecretText.Mask}\n+end: {SecretText.Mask}\n", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_keys_of_a_private_file_are_shown()
    {
        var wanted = new GeneratedFile("secrets.yaml", "# The key: see the docs\nsecrets:\n  key: abc\n", "") { Mode = GeneratedFile.Private };

        Assert.EndsWith(
            $"+# The key: see the docs\n+secrets:\n+  key: {SecretText.Mask}\n",
            InstallDirectory.Open(Root).Compare(Sample.Of(wanted)).Diff(),
            StringComparison.Ordinal);
    }
}
