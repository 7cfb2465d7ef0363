using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning.Proxies;
using MathesarSetup.Targets.Common;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Podman;

/// <summary>Takes over what Podman's units run.</summary>
internal static class QuadletImport
{
    // What a Podman without the key is told in its place.
    private const string AutoUpdateLabel = "labels.io.containers.autoupdate";

    public static Recognition Knows(ImportRequest request) => request.Files.Any(QuadletReader.Knows) ? Recognition.Own : Recognition.None;

    public static ImportReading Read(ITarget target, ImportRequest request)
    {
        var (found, parts, envFiles) = QuadletReader.Read(request.Files);
        return WrittenServices.Read(target, found, new WrittenParts(parts, envFiles, static files => QuadletReader.Read(files).Parts)
        {
            Sources = [.. request.Files.Where(f => QuadletUnit.Is(f) || UnitDropIns.Is(f) || envFiles.Contains(f) || IsConfiguration(f))],
        }, request,
            answers =>
            {
                SayDirectory(answers);
                SayCertificate(found, answers);
                SayPodman(request.Files, parts, answers);
                MarkReferences(request.Files, found, parts, answers);
            });
    }

    /// <summary>All that the units run, with volumes and networks by the names that the engine knows.</summary>
    public static Installed? Observe(ImportRequest request)
    {
        if (!request.Files.Any(QuadletReader.Knows))
        {
            return null;
        }

        var (found, parts, _) = QuadletReader.Read(request.Files);
        var context = QuadletContext.Of(request.Files);
        return WrittenModel.Of(found, [.. parts.Select(p => Named(p, context))]);
    }

    private static bool IsConfiguration(FoundFile file) =>
        file.Path.Split('/')[^1] is ContainerPaths.SsoFileName or ContainerPaths.FileStorageFileName;

    // By the names that the engine knows, and files beside by their way from the directory.
    private static FoundPart Named(FoundPart part, QuadletContext context) => part switch
    {
        { Path: "Image.Image" } => part with { Value = ImageReference.Of(part.Value).Whole },
        { Path: var path } when path.StartsWith(InstalledPart.Ports, StringComparison.Ordinal) =>
            part with { Value = part.Value.Contains(':', StringComparison.Ordinal) ? part.Value : $"0.0.0.0:{part.Value}" },
        { Path: var path } when path.StartsWith(InstalledPart.Networks, StringComparison.Ordinal)
            && path.EndsWith(".network", StringComparison.Ordinal) =>
            part with { Path = InstalledPart.Networks + context.Network(path[InstalledPart.Networks.Length..]) },
        { Path: var path } when path.StartsWith(InstalledPart.Mounts, StringComparison.Ordinal) && part.Value.Split(':')[0] is var source =>
            part with
            {
                Value = (source.EndsWith(".volume", StringComparison.Ordinal)
                    ? context.Volume(source)
                    : QuadletPaths.Whole(source, part.At.File)) + part.Value[source.Length..],
            },
        _ => part,
    };

    private static void SayPodman(ImmutableArray<FoundFile> files, ImmutableArray<FoundPart> parts, Answering answers)
    {
        var script = WrittenServices.Script(files);
        answers.Say(PodmanSettings.Version.Key, WrittenServices.Assigned(script, "wanted"));
        answers.Say(PodmanSettings.AsRoot.Key, WrittenServices.Assigned(script, "manager") switch
        {
            "--system" => "root",
            "--user" => "ordinary",
            _ => null,
        });
        foreach (var part in parts.Where(static p => p is { Path: "Container.AutoUpdate" or AutoUpdateLabel, Value: "registry" }))
        {
            answers.Say(PodmanSettings.AutoUpdate.Key, "true", new FoundText("", part.At));
        }
    }

    // What only leads to something that is an answer needs no answer of its own.
    private static void MarkReferences(
        ImmutableArray<FoundFile> files, FoundInstallation found, ImmutableArray<FoundPart> parts, Answering answers)
    {
        var context = QuadletContext.Of(files);
        foreach (var part in parts)
        {
            if (part.Path.StartsWith("Container.EnvironmentFile", StringComparison.Ordinal) && context.File(part.Value) is not null)
            {
                answers.Lines.Mark(part.At);
            }
            else if (part.Path == "Volume.VolumeName" && found.Services.SelectMany(static s => s.Mounts)
                .Any(m => (m.Source == part.Value || found.Volumes.GetValueOrDefault(m.Source) == part.Value) && answers.Lines.IsMarked(m.From.At)))
            {
                answers.Lines.Mark(part.At);
            }
        }
    }

    // Podman keeps no name of an imported volume, and a directory is one answer for all of the data.
    private static void SayDirectory(Answering answers)
    {
        if (answers.Draft.Texts.TryGetValue(KeptSettings.MediaData.Key, out var media) && media.EndsWith("/media", StringComparison.Ordinal)
            && media[..^"media".Length] is var parent
            && answers.Draft.Texts.GetValueOrDefault(KeptSettings.DatabaseData.Key, parent + "db") == parent + "db"
            && answers.Say(TuningSettings.StoreInDirectory.Key, "directory") && answers.Say(TuningSettings.Directory.Key, parent.TrimEnd('/')))
        {
            answers.Forget(KeptSettings.MediaData.Key, KeptSettings.DatabaseData.Key, KeptSettings.CertificatesData.Key);
        }
    }

    private static void SayCertificate(FoundInstallation found, Answering answers)
    {
        foreach (var mount in found.Services.SelectMany(static s => s.Mounts))
        {
            answers.Say(mount.Target switch
            {
                Front.InnerCertificate => ProxySettings.Certificate.Key,
                Front.InnerKey => ProxySettings.CertificateKey.Key,
                _ => "",
            },
                mount.Source);
        }
    }
}
