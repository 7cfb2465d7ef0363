using MathesarSetup.Bundles;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Bundles;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Testing;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Tests.Bundles;

/// <summary>Out of one engine and into another, which has no network and had no such image.</summary>
public sealed class BundleImagesTests
{
    private static readonly CancellationToken s_stop = CancellationToken.None;

    [Fact]
    public async Task An_image_of_one_engine_is_the_same_in_another_that_reaches_nothing()
    {
        var docker = DockerEngine.Require();
        var source = AppliedInstallation.Engine;
        var name = $"localhost/mathesar-setup-tests/bundled-{Guid.NewGuid():n}:1";
        BusyboxImage.Import(docker);
        new ChildProcess(docker, "tag", BusyboxImage.Name, name).Run().Successful();
        try
        {
            using var folder = new TemporaryDirectory();
            using var engine = new OwnEngine();
            var archive = await BundleAsync(source, folder, "one.tar", name);
            var target = engine.Find();
            Assert.Equal(BundleFinding.OtherPlatform, (await BundleImages.RefusalAsync(
                target with { Architecture = "riscv64" }, archive, [], s_stop))!.Kind);
            Assert.Equal(BundleFinding.NotInIt, (await BundleImages.RefusalAsync(
                target, archive, [ImageReference.Of("localhost/nobody/has-it:1")], s_stop))!.Kind);
            Assert.DoesNotContain("bundled-", engine.Docker("images", "--format", "{{.Repository}}"), StringComparison.Ordinal);

            Assert.Null(await BundleImages.RefusalAsync(target, archive, [ImageReference.Of(name)], s_stop));
            await BundleImages.LoadAsync(target, archive, Narrator.For(null, static _ => { }), s_stop);
            Assert.Equal(archive.Manifest.Parts[0].ImageId, engine.Docker("image", "inspect", "--format", "{{.Id}}", name).Trim());
            Assert.Null(await BundleImages.RefusalAsync(target, archive, [ImageReference.Of(name)], s_stop));

            // That engine's own image of the name was made at another second, so it is another one; it stays.
            var before = engine.Docker("image", "inspect", "--format", "{{.Id}}", engine.Image);
            var other = await BundleAsync(source, folder, "two.tar", BusyboxImage.Name);
            Assert.Equal(BundleFinding.OtherImage, (await BundleImages.RefusalAsync(target, other, [], s_stop))!.Kind);
            Assert.Equal(before, engine.Docker("image", "inspect", "--format", "{{.Id}}", engine.Image));
        }
        finally
        {
            new ChildProcess(docker, "rmi", name).Run();
        }
    }

    [Fact]
    public async Task An_image_that_is_named_by_its_digest_is_refused()
    {
        using var folder = new TemporaryDirectory();
        var image = ImageReference.Of($"docker.io/mathesar/mathesar@sha256:{new string('a', 64)}");
        var failure = await Assert.ThrowsAsync<StepFailure>(() => BundleImages.SaveAsync(AppliedInstallation.Engine, [image],
            new BundleWriter(folder.Path, "one.tar"), Narrator.For(null, static _ => { }), s_stop));
        Assert.Equal(BundleFinding.Pinned, failure.Findings[0].Kind);
    }

    private static async Task<BundleArchive> BundleAsync(EngineInfo source, TemporaryDirectory folder, string file, string image)
    {
        var writer = new BundleWriter(folder.Path, file);
        await BundleImages.SaveAsync(source, [ImageReference.Of(image)], writer, Narrator.For(null, static _ => { }), s_stop);
        _ = await writer.EndAsync(new BundleManifest(DateTimeOffset.UtcNow, "tests", "0.12.0", BundleImages.Platform(source)), s_stop);
        writer.Sweep();
        var (archive, problem) = await BundleArchive.ReadAsync(folder.At(file), s_stop);
        Assert.True(problem is null, problem?.Message);
        return archive!;
    }
}
