using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>Every write is a version, and none is lost by another.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_write_is_a_version_and_so_is_what_somebody_left()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        InstallDirectory.Open(Root).Write(Sample.First);
        InstallDirectory.Open(Root).Write(Sample.Second);
        File.AppendAllText(Path.Join(Root, "compose.yaml"), "# mine\n");
        InstallDirectory.Open(Root).Write(Sample.First);

        var versions = InstallDirectory.Open(Root).Versions;
        Assert.Equal(["1 written", "2 written", "3 found", "4 written"], versions.Select(static v => $"{v.Number} {v.Reason}"));
        Assert.All(versions,
            version => Assert.Equal("rw-------", Sample.ModeOf(Path.Join(Root, $".mathesar-setup/history/{version.Number:D4}.json"))));
        Assert.Contains("+# mine", versions[1].Diff(versions[2], reveal: true), StringComparison.Ordinal);
        Assert.Contains("\n+# ", versions[1].Diff(versions[2]), StringComparison.Ordinal);
        Assert.DoesNotContain("correcthorse", versions[0].Diff(versions[1]), StringComparison.Ordinal);
        Assert.Contains("correcthorse", versions[0].Diff(versions[1], reveal: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_is_put_back_to_the_letter_and_what_it_replaces_is_kept()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.WriteAllBytes(Path.Join(Root, "compose.yaml"), [0xFF, 0x0D, 0x0A]);
        InstallDirectory.Open(Root).Write(Sample.Second, force: true);
        File.AppendAllText(Path.Join(Root, ".env"), "MINE=1\n");

        var opened = InstallDirectory.Open(Root);
        Assert.True(opened.Restore(opened.Versions.Single(static v => v.Number == 2)).Succeeded);

        Assert.Equal([0xFF, 0x0D, 0x0A], File.ReadAllBytes(Path.Join(Root, "compose.yaml")));
        Assert.Equal("rwxr-xr-x", Sample.ModeOf(Path.Join(Root, "run.sh")));
        Assert.Contains(InstallDirectory.Open(Root).Versions,
            static v => v.Reason == "found" && v.Files.Any(static f => f.Text.EndsWith("MINE=1\n", StringComparison.Ordinal)));
        Assert.Equal(ChangeKind.Same, InstallDirectory.Open(Root).Compare(Sample.First).Changes.Single(static c => c.Path == "run.sh").Kind);
    }

    [Fact]
    public void Files_that_were_taken_over_make_room_and_are_a_version()
    {
        _folder.Write("install/docker-compose.yml", "services: {}\n");
        _folder.Write("install/.env", "OLD=1\nMINE=2\n");
        var opened = InstallDirectory.Open(Root);
        Assert.Empty(opened.Adopt([new FoundFile("docker-compose.yml", "services: {}\n"), new FoundFile(".env", "OLD=1\n")],
            new FoundFile("compose.override.yaml", "mine: 1\n")));

        Assert.Equal(WriteOutcome.Written, InstallDirectory.Open(Root).Write(Sample.First).Outcome);
        Assert.False(File.Exists(Path.Join(Root, "docker-compose.yml")));
        Assert.Contains("MINE=2\n", File.ReadAllText(Path.Join(Root, ".env")), StringComparison.Ordinal);
        Assert.DoesNotContain("OLD", File.ReadAllText(Path.Join(Root, ".env")), StringComparison.Ordinal);
        Assert.Equal("mine: 1\n", File.ReadAllText(Path.Join(Root, "compose.override.yaml")));
        Assert.Equal([".env", "docker-compose.yml"], InstallDirectory.Open(Root).Versions[0].Files.Select(static f => f.Path));

        InstallDirectory.Open(Root).Write(Sample.Second);
        Assert.Equal("mine: 1\n", File.ReadAllText(Path.Join(Root, "compose.override.yaml")));
    }

    [Fact]
    public void A_damaged_version_is_passed_over()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.WriteAllText(Path.Join(Root, ".mathesar-setup/history/0001.json"), "{");
        Assert.Empty(InstallDirectory.Open(Root).Versions);
        Assert.Equal(WriteOutcome.Written, InstallDirectory.Open(Root).Write(Sample.Second).Outcome);
    }
}
