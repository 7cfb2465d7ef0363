using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class SymlinkTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("caddy/Caddyfile")]
    [InlineData(".mathesar-setup/generated/compose.yaml")]
    [InlineData(".mathesar-setup/README.md")]
    [InlineData(".mathesar-setup/lock")]
    [InlineData(".compose.yaml.mathesar-setup-new")]
    public void A_file_that_is_a_link_is_refused_even_by_force_and_what_it_points_to_stays(string link)
    {
        var outside = _folder.Write("outside", "precious\n");
        Link(link, outside);

        Assert.Equal((WriteOutcome.Failed, "files.symlink"), Forced());
        Assert.Equal("precious\n", File.ReadAllText(outside));
        Assert.NotNull(new FileInfo(Path.Join(Root, link)).LinkTarget);
    }

    [Theory]
    [InlineData("caddy")]
    [InlineData(".mathesar-setup")]
    [InlineData(".mathesar-setup/generated")]
    public void A_folder_that_is_a_link_is_refused_and_nothing_is_written_behind_it(string link)
    {
        var outside = Directory.CreateDirectory(_folder.At("outside")).FullName;
        Link(link, outside);

        Assert.Equal((WriteOutcome.Failed, "files.symlink"), Forced());
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("caddy")]
    [InlineData(".mathesar-setup")]
    [InlineData(".mathesar-setup/lock")]
    public void A_link_that_points_nowhere_is_refused_and_its_target_is_not_made(string link)
    {
        Link(link, _folder.At("nowhere"));

        Assert.Equal((WriteOutcome.Failed, "files.symlink"), Forced());
        Assert.False(Path.Exists(_folder.At("nowhere")));
    }

    [Fact]
    public void A_folder_that_becomes_a_link_in_the_middle_of_a_write_is_not_followed()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        var outside = Directory.CreateDirectory(_folder.At("outside")).FullName;
        var wanted = Sample.Of(new GeneratedFile("caddy/Caddyfile", "example.org\n", "The proxy."));

        InstallDirectory.Open(Root, step =>
        {
            if (step.To == Journal.Staging)
            {
                Directory.Move(Path.Join(Root, "caddy"), _folder.At("moved"));
                Link("caddy", outside);
            }
        }).Write(wanted);

        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public void A_journal_that_names_files_outside_is_not_obeyed()
    {
        var outside = _folder.Write("outside", "precious\n");
        _folder.Write("install/.mathesar-setup/journal-staging", "mathesar-setup journal 1\nmake nothing ../outside\nend\n");

        var opened = InstallDirectory.Open(Root);

        Assert.Equal(["files.journal-damaged", "files.unfinished"], opened.Findings.Select(static finding => finding.Code));
        Assert.Equal(WriteOutcome.Failed, opened.Write(Sample.First).Outcome);
        Assert.True(File.Exists(outside));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/outside")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\nb")]
    [InlineData("")]
    [InlineData(".mathesar-setup/lock")]
    public void A_name_that_leaves_the_directory_or_is_the_wizards_own_is_refused(string path)
    {
        var result = InstallDirectory.Open(Root).Write(Sample.Of(new GeneratedFile(path, "x\n", "")));

        Assert.Equal(WriteOutcome.Failed, result.Outcome);
        Assert.Contains(result.Findings, static finding => finding.Code == "files.bad-path");
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void A_folder_or_a_file_in_the_wrong_place_is_refused()
    {
        Directory.CreateDirectory(Path.Join(Root, "compose.yaml"));
        File.WriteAllText(Path.Join(Root, "caddy"), "a file\n");

        var result = InstallDirectory.Open(Root).Write(Sample.First, force: true);

        Assert.Equal(["files.is-directory", "files.not-a-directory"], result.Findings.Select(static finding => finding.Code));
        Assert.Equal("files.not-a-directory", Assert.Single(InstallDirectory.Open(Path.Join(Root, "caddy")).Findings).Code);
    }

    private (WriteOutcome, string) Forced()
    {
        var result = InstallDirectory.Open(Root).Write(Sample.First, force: true);
        return (result.Outcome, result.Findings.First(static finding => finding.Severity == Findings.Severity.Error).Code);
    }

    private void Link(string path, string target)
    {
        var full = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
    }
}
