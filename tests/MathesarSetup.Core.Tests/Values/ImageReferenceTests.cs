using CsCheck;

namespace MathesarSetup.Values;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("postgres:17-bookworm", "docker.io", "library/postgres", "17-bookworm", null, 17)]
    [InlineData("mathesar/mathesar", "docker.io", "mathesar/mathesar", null, null, null)]
    [InlineData("index.docker.io/mathesar/mathesar:0.12.0", "docker.io", "mathesar/mathesar", "0.12.0", null, 0)]
    [InlineData("registry:5000/a/b@" + Digest, "registry:5000", "a/b", null, Digest, null)]
    [InlineData("localhost/a:1", "localhost", "a", "1", null, 1)]
    [InlineData("ghcr.io/x/y:v2@" + Digest, "ghcr.io", "x/y", "v2", Digest, null)]
    public void A_reference_is_taken_apart(string text, string registry, string repository, string? tag, string? digest, int? number)
    {
        var image = ImageReference.Of(text);
        Assert.Equal((registry, repository, tag, digest, number), (image.Registry, image.Repository, image.Tag, image.Digest, image.LeadingNumber));
        Assert.Equal(text, image.ToString());
    }

    [Fact]
    public void Parts_put_together_are_taken_apart_again() => Gen.Select(
        Any("", "ghcr.io/", "registry.example.com:5000/", "localhost/"), Any("a", "a/b", "a-b/c_d/e"), Any("", ":latest", ":0.12.0", ":17-bookworm"),
        Any("", $"@{Digest}"),
        static (registry, path, tag, digest) => (registry, path, tag, digest)).Sample(static p =>
        {
            var image = ImageReference.Of(p.registry + p.path + p.tag + p.digest);
            return image.Name == p.registry + p.path && $":{image.Tag}" == (p.tag.Length > 0 ? p.tag : ":")
                && $"@{image.Digest}" == (p.digest.Length > 0 ? p.digest : "@")
                && ImageReference.IsWellFormed(image.Text)
                && image.Floats == (p.digest.Length == 0 && p.tag is "" or ":latest" && p.digest.Length == 0)
                && (p.registry.Length == 0 || image.Registry == p.registry.TrimEnd('/'));
        });

    [Fact]
    public void A_registry_that_is_spelled_out_is_the_same_registry() =>
        Assert.True(ImageReference.Of("mathesar/mathesar:latest").IsSameRepository(ImageReference.Of("docker.io/mathesar/mathesar")));

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
