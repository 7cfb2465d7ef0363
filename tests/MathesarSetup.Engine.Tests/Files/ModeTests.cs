using System.Globalization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class ModeTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0")]
    [InlineData("022")]
    [InlineData("077")]
    [InlineData("0777")]
    public void Modes_are_as_planned_whatever_the_umask(string umask)
    {
        var writing = KilledWriter.Writing(Root, Generation.First);
        var shell = writing with { File = "/bin/sh", Arguments = ["-c", $"umask {umask}; exec \"$0\" \"$@\"", writing.File, .. writing.Arguments] };

        Assert.StartsWith("Written", shell.Run().Successful().Output, StringComparison.Ordinal);

        Assert.Equal(
            ["rwx------", "rwx------", "rw-r--r--", "rw-------", "rwxr-xr-x", "rwxr-xr-x", "rw-r--r--", "rw-------"],
            new[] { "", ".mathesar-setup", "compose.yaml", ".env", "run.sh", "caddy", "caddy/Caddyfile", ".mathesar-setup/generated/.env" }
                .Select(path => Sample.ModeOf(Path.Join(Root, path))));
    }

    [Fact]
    public void A_secret_is_closed_to_others_at_every_step_of_its_way()
    {
        var scenario = new Scenario(Generation.Second);
        scenario.Prepare(Root);

        scenario.Write(Root, _ => Assert.All(
            Directory.EnumerateFiles(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Where(static path => path.Contains(".env", StringComparison.Ordinal)),
            static path => Assert.Equal("rw-------", Sample.ModeOf(path))));
    }

    [Fact]
    public void Root_gives_what_it_writes_to_the_owner_of_the_directory()
    {
        Real.RequireRoot();
        Directory.CreateDirectory(Root);
        new ChildProcess("chown", $"{Nobody}:{Nobody}", Root).Run().Successful();

        InstallDirectory.Open(Root).Write(Sample.First);

        Assert.All(
            Directory.EnumerateFileSystemEntries(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }),
            static path => Assert.Equal(uint.Parse(Nobody, CultureInfo.InvariantCulture), LibC.OwnerOf(path)!.Value.User));
    }

    [Fact]
    public void A_directory_that_this_user_may_not_write_is_a_finding_and_nothing_changes()
    {
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, Disk.OpenDirectory & ~UnixFileMode.UserWrite);
        File.SetUnixFileMode(_folder.Path, Disk.OpenDirectory);

        Assert.Equal("Failed files.not-writable\n", WritingWithoutRights(Generation.First).Run().Successful().Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Root));
    }

    [Fact]
    public void A_secret_file_that_this_user_may_not_read_is_a_finding()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        File.SetUnixFileMode(_folder.Path, Disk.OpenDirectory);
        File.SetUnixFileMode(Root, Disk.OpenDirectory);
        File.SetUnixFileMode(Path.Join(Root, ".env"), UnixFileMode.None);
        Assert.Contains("files.not-readable", WritingWithoutRights(Generation.Second).Run().Successful().Output, StringComparison.Ordinal);
    }

    // Root may read and write everywhere, so it becomes nobody; anybody else is refused as they are.
    private ChildProcess WritingWithoutRights(Generation generation)
    {
        var writing = KilledWriter.Writing(Root, generation);
        return !Environment.IsPrivilegedProcess ? writing : writing with
        {
            File = RealPart.Require("setpriv"),
            Arguments = [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", writing.File, .. writing.Arguments],
        };
    }
}
