using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("install.tar.gz", "tar", "-xzpf")]
    [InlineData("install.zip", "unzip", "-q")]
    public void Unpacking_gives_one_folder_with_the_files_and_their_modes(string name, string program, string option)
    {
        Assert.Null(ArchiveFile.Write(Sample.First, _folder.At(name), "my-install"));
        Assert.Equal("rw-------", Sample.ModeOf(_folder.At(name)));

        new ChildProcess(RealPart.Require(program), option, name) { Directory = _folder.Path }.Run().Successful();

        var root = _folder.At("my-install");
        Assert.Equal(Sample.ContentsOf(Sample.First), Sample.Contents(root));
        Assert.Equal(
            ["rwx------", "rw-r--r--", "rw-------", "rwxr-xr-x", "rwxr-xr-x"],
            new[] { "", "compose.yaml", ".env", "run.sh", "caddy" }.Select(path => Sample.ModeOf(Path.Join(root, path))));
        Assert.Equal(new DateTime(2000, 1, 1), File.GetLastWriteTimeUtc(Path.Join(root, ".env")), TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData(ArchiveKind.TarGz)]
    [InlineData(ArchiveKind.Zip)]
    public void The_same_files_in_any_order_give_the_same_bytes(ArchiveKind kind)
    {
        var reversed = new FileSet([.. Sample.First.Files.Reverse()], []);

        Assert.Equal(Pack(Sample.First, kind), Pack(reversed, kind));
        Assert.NotEqual(Pack(Sample.First, kind), Pack(Sample.Second, kind));
    }

    [Theory]
    [InlineData("a.tar.gz", ArchiveKind.TarGz)]
    [InlineData("A.TGZ", ArchiveKind.TarGz)]
    [InlineData("a.zip", ArchiveKind.Zip)]
    [InlineData("a.tar", null)]
    public void The_name_says_which_kind_of_archive_is_meant(string name, ArchiveKind? kind) => Assert.Equal(kind, Archive.KindOf(name));

    [Fact]
    public void An_archive_that_is_there_is_replaced_by_force_alone()
    {
        var path = _folder.Write("a.zip", "precious");

        Assert.Equal("files.exists", ArchiveFile.Write(Sample.First, path, "my-install")?.Code);
        Assert.Equal("precious", File.ReadAllText(path));
        Assert.Null(ArchiveFile.Write(Sample.First, path, "my-install", force: true));
        Assert.Equal(Pack(Sample.First, ArchiveKind.Zip), File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("a.rar", "files.archive-name")]
    [InlineData("missing/a.zip", "files.not-a-directory")]
    public void An_archive_that_cannot_be_written_is_a_finding(string name, string code) =>
        Assert.Equal(code, ArchiveFile.Write(Sample.First, _folder.At(name), "my-install")?.Code);

    private static byte[] Pack(FileSet files, ArchiveKind kind)
    {
        using var memory = new MemoryStream();
        Archive.Write(files, kind, "my-install", memory);
        return memory.ToArray();
    }
}
