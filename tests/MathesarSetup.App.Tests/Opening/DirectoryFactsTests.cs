using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

public sealed class DirectoryFactsTests : IDisposable
{
    private const int NotPermitted = 13;
    private const int ReadOnly = 30;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_lies_at_a_path_is_told_before_anything_is_made()
    {
        _folder.Write("ours/mathesar.yaml", "schema: 1\n");
        _folder.Write("other/notes.txt", "mine\n");
        _folder.Write("file", "");
        Directory.CreateDirectory(_folder.At("empty"));
        Assert.Equal(
            [DirectoryHolds.Nothing, DirectoryHolds.Empty, DirectoryHolds.Ours, DirectoryHolds.Other, DirectoryHolds.NoDirectory,
                DirectoryHolds.NoDirectory],
            new[] { "new/below", "empty", "ours", "other", "file", "file/below" }.Select(path => DirectoryFacts.Read(_folder.At(path)).Holds));
        Assert.False(Directory.Exists(_folder.At("new")));
    }

    [Fact]
    public void An_installation_of_somebody_else_is_known_with_its_release_and_its_files()
    {
        _folder.Write("compose.yaml", "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    environment:\n      SECRET_KEY: "
            + "0123456789012345678901234567890123\n");
        var place = PlaceLook.At(_folder.Path);
        Assert.Equal(DirectoryHolds.Foreign, place.Facts.Holds);
        Assert.Equal("0.9.0", place.Reading!.Release!.Value);
        Assert.Equal(["compose.yaml"], place.Files);
        Assert.Equal("import.first", Assert.Single(DirectoryFindings.Of(place.Facts)).Code);
    }

    [Theory]
    [InlineData(DirectoryHolds.Nothing, 0, 1L << 40, null)]
    [InlineData(DirectoryHolds.Ours, 0, null, null)]
    [InlineData(DirectoryHolds.NoDirectory, 0, 1L << 40, "files.not-a-directory")]
    [InlineData(DirectoryHolds.Unreadable, 0, 1L << 40, "files.not-readable")]
    [InlineData(DirectoryHolds.Empty, ReadOnly, 1L << 40, "files.read-only-disk")]
    [InlineData(DirectoryHolds.Empty, NotPermitted, 1L << 40, "files.not-writable")]
    [InlineData(DirectoryHolds.Empty, 0, 1000L, "files.disk-full")]
    [InlineData(DirectoryHolds.Foreign, 0, 1L << 40, "import.first")]
    public void Each_thing_in_the_way_has_its_finding(DirectoryHolds holds, int error, long? free, string? code)
    {
        var findings = DirectoryFindings.Of(new DirectoryFacts("/srv/here", holds, error, free));
        Assert.Equal(code is null ? [] : [code], findings.Select(static f => f.Code));
        Assert.All(findings, static f => Assert.Contains("choose another directory", f.Message, StringComparison.OrdinalIgnoreCase));
        Assert.All(findings, static f => Assert.DoesNotContain("--", f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("~", "/home/ada")]
    [InlineData("~/tables", "/home/ada/tables")]
    [InlineData(" /srv/x/ ", "/srv/x")]
    [InlineData("tables", "/home/ada/tables")]
    [InlineData("  ", null)]
    public void A_typed_path_is_read_as_a_shell_would(string typed, string? full) => Assert.Equal(full, TypedPath.Full(typed, "/home/ada"));
}
