using System.Collections.Immutable;
using MathesarSetup.Bundles;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Bundles;

/// <summary>Images out of an engine into a bundle, and out of a bundle into another engine.</summary>
internal static class BundleImages
{
    private const string Step = "bundle";

    public static string Platform(EngineInfo info) => $"linux/{info.Architecture}";

    /// <summary>Adds images to a bundle; those that the engine lacks are fetched first.</summary>
    /// <exception cref="StepFailure">One cannot be had, or is for another processor.</exception>
    public static async Task SaveAsync(
        EngineInfo info, IEnumerable<ImageReference> images, BundleWriter writer, Narrator narrator, CancellationToken cancellation)
    {
        using var engine = new EngineConnection(info.Endpoint);
        var number = 0;
        foreach (var image in images)
        {
            if (image.Digest is not null)
            {
                throw new StepFailure(BundleFinding.Pinned.Say($"{image} is named by its digest, which is lost when an image is loaded from a file. "
                    + "Name it by a tag."));
            }

            if (await engine.FindImageAsync(image.Text, cancellation) is null)
            {
                await new ImagePull(engine, info, EngineSurroundings.OfThisProcess().ConfigFolder, narrator).PullAsync(image.Text, cancellation);
            }

            var found = await engine.FindImageAsync(image.Text, cancellation)
                ?? throw new StepFailure(ImageFinding.NotFetched.At());
            if (found.Architecture is { Length: > 0 } has && has != info.Architecture)
            {
                throw new StepFailure(ImageFindings.OtherArchitecture(image.Text, has, info.Architecture));
            }

            narrator.Started(Step, $"Saving {image}.");
            await using var content = await engine.SaveImageAsync(image.Text, cancellation);
            var about = new BundlePart(BundleParts.Image(++number), 0, "") { Image = image.Text, ImageId = found.Id };
            await writer.AddAsync(about, content, cancellation);
        }
    }

    /// <summary>Why a bundle does not fit an engine and what is wanted; null where it does. Loads nothing.</summary>
    /// <param name="wanted">The images that have to be there in the end.</param>
    public static async Task<Finding?> RefusalAsync(
        EngineInfo info, BundleArchive archive, IEnumerable<ImageReference> wanted, CancellationToken cancellation)
    {
        var (manifest, platform) = (archive.Manifest, Platform(info));
        if (manifest.Platform != platform)
        {
            return BundleFinding.OtherPlatform.Say($"The bundle is for {manifest.Platform}, and the engine here is {platform}. Make one on a "
                + "machine with a processor like this one's.") with
            { File = archive.Path };
        }

        using var engine = new EngineConnection(info.Endpoint);
        foreach (var part in manifest.Images)
        {
            if (await engine.FindImageAsync(part.Image!, cancellation) is { } other && other.Id != part.ImageId)
            {
                return BundleFinding.OtherImage.Say($"The engine has another image under the name {part.Image}, and would lose that name. Give "
                    + $"it another one by `docker tag`, and remove this one by `docker rmi {part.Image}`.") with
                { File = archive.Path };
            }
        }

        var brought = manifest.Images.Select(static p => p.Image!).ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var image in wanted.Where(image => !brought.Contains(image.Text)))
        {
            if (await engine.FindImageAsync(image.Text, cancellation) is null)
            {
                return BundleFinding.NotInIt.Say($"{image} is neither in the bundle nor on this machine. Make the bundle from the same answers.")
                    with
                { File = archive.Path };
            }
        }

        return null;
    }

    /// <summary>Loads what the engine lacks. What it has is left as it is.</summary>
    /// <exception cref="StepFailure">It did not take one.</exception>
    public static async Task LoadAsync(EngineInfo info, BundleArchive archive, Narrator narrator, CancellationToken cancellation)
    {
        using var engine = new EngineConnection(info.Endpoint);
        foreach (var part in archive.Manifest.Images)
        {
            if (await engine.FindImageAsync(part.Image!, cancellation) is not null)
            {
                continue;
            }

            narrator.Started(Step, $"Loading {part.Image} from the bundle.");
            await using var content = archive.Open(part);
            var words = await engine.LoadImageAsync(content, cancellation);
            var found = await engine.FindImageAsync(part.Image!, cancellation);
            if (found?.Id != part.ImageId)
            {
                throw new StepFailure(BundleFinding.NotLoaded.Say(found is null
                    ? $"The engine did not take {part.Image}: {words ?? "it said nothing"}. What runs is as before."
                    : $"The engine made another image of {part.Image} than the bundle was made from. What runs is as before."));
            }

            narrator.Done(Step, $"{part.Image} is here.");
        }
    }
}
