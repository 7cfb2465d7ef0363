using CsCheck;
using MathesarSetup.Bundles;
using MathesarSetup.Engine.Bundles;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Bundles;

public sealed class BundleArchiveTests : IDisposable
{
    private static readonly CancellationToken s_stop = CancellationToken.None;
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_read_and_nothing_unfinished_is_left()
    {
        var path = await WriteAsync();
        var (archive, problem) = await BundleArchive.ReadAsync(path, s_stop);
        Assert.True(problem is null, problem?.Message);
        Assert.Equal(["docker.io/a:1", "docker.io/b:1"], archive!.Manifest.Images.Select(static p => p.Image));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Equal([Content(1), Content(2)], archive.Manifest.Parts.Select(p => Bytes(archive, p)));
    }

    [Fact]
    public async Task A_bundle_that_was_cut_is_refused()
    {
        var whole = File.ReadAllBytes(await WriteAsync());
        // Behind the last hash there is nothing but the end of the archive, at most 10 KB of zeros.
        var end = Array.FindLastIndex(whole, static b => b != 0);
        Gen.Int[0, end].Sample(length => Assert.NotNull(Problem(whole[..length])), iter: 200, threads: 1);
    }

    [Fact]
    public async Task A_bundle_with_another_byte_is_refused_or_holds_the_same_all_the_same()
    {
        var whole = File.ReadAllBytes(await WriteAsync());
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[1, 255]).Sample((at, flip) =>
        {
            var other = whole.ToArray();
            other[at] ^= (byte)flip;
            var (archive, problem) = Read(other);
            Assert.True(problem is not null || archive!.Manifest.Parts.Select(p => Bytes(archive, p)).SequenceEqual(
                [Content(1), Content(2)], new SameBytes()), $"byte {at}");
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task A_foreign_file_and_parts_under_other_names_are_refused()
    {
        Assert.Equal(BundleFinding.NoBundle, Problem([])!.Kind);
        Assert.Equal(BundleFinding.NoBundle, Problem(Content(1))!.Kind);
        var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(await WriteAsync()));
        foreach (var (from, to) in new[] { ("images/1.tar", "images/3.tar"), ("bundle.json", "bundle.text"), ("\"format\": 1", "\"format\": 2") })
        {
            Assert.NotNull(Problem(System.Text.Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal))));
        }
    }

    private async Task<string> WriteAsync()
    {
        var writer = new BundleWriter(_folder.Path, "bundle.tar");
        await writer.AddAsync(new BundlePart("images/1.tar", 0, "") { Image = "docker.io/a:1", ImageId = "sha256:1" }, new MemoryStream(Content(1)),
            s_stop);
        await writer.AddAsync(new BundlePart("images/2.tar", 0, "") { Image = "docker.io/b:1", ImageId = "sha256:2" }, new MemoryStream(Content(2)),
            s_stop);
        _ = await writer.EndAsync(new BundleManifest(DateTimeOffset.UnixEpoch, "tests", "0.12.0", "linux/amd64"), s_stop);
        writer.Sweep();
        return _folder.At("bundle.tar");
    }

    private MathesarSetup.Findings.Finding? Problem(byte[] content) => Read(content).Problem;

    private (BundleArchive? Archive, MathesarSetup.Findings.Finding? Problem) Read(byte[] content)
    {
        File.WriteAllBytes(_folder.At("other.tar"), content);
        return BundleArchive.ReadAsync(_folder.At("other.tar"), s_stop).GetAwaiter().GetResult();
    }

    private static byte[] Content(int seed)
    {
        var bytes = new byte[1500 * seed];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Bytes(BundleArchive archive, BundlePart part)
    {
        using var stream = archive.Open(part);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] bytes) => bytes.Length;
    }
}
