using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Podman;

/// <summary>What Quadlet's files run, with all that they say.</summary>
/// <param name="EnvFiles">The files of variables that the containers read.</param>
internal sealed record QuadletReading(FoundInstallation Found, ImmutableArray<FoundPart> Parts, ImmutableArray<FoundFile> EnvFiles);

/// <summary>Reads the files of Podman's Quadlet.</summary>
internal static class QuadletReader
{
    private const string Network = "_net.network";

    public static bool Knows(FoundFile file) => QuadletUnit.Is(file) && file.Path.EndsWith(".container", StringComparison.Ordinal);

    /// <summary>What the units run.</summary>
    public static QuadletReading Read(ImmutableArray<FoundFile> files)
    {
        var context = QuadletContext.Of(files);
        var project = Project(context);
        var read = context.Containers.Select(u => (Unit: u, Reader: new QuadletService(context, u, project)))
            .Select(static s => (s.Unit, s.Reader, Service: s.Reader.Read())).ToImmutableArray();
        var services = read.Select(s => Reached(s, read)).ToImmutableArray();
        var volumes = services.SelectMany(static s => s.Mounts).Where(static m => !m.IsPath && m.Source.Length > 0).Select(static m => m.Source)
            .Distinct(StringComparer.Ordinal).Where(source => !Ours(context, project, source));
        var names = read.ToImmutableDictionary(static s => s.Unit.Name, static s => s.Service.Name, StringComparer.Ordinal);
        return new QuadletReading(
            new FoundInstallation(new FoundText(project, new Place(context.Units[0].Path, 0)), services,
                volumes.ToImmutableDictionary(static v => v, static v => v, StringComparer.Ordinal),
                files.ToImmutableDictionary(static f => f.Path, StringComparer.Ordinal)),
            [.. context.Units.SelectMany(u => QuadletParts.Of(u, names.GetValueOrDefault(u.Name, u.Name)))],
            [
                .. read.SelectMany(s => new[] { s.Unit, context.PodOf(s.Unit) }.OfType<QuadletUnit>())
                    .SelectMany(u => u.All("EnvironmentFile").Select(e => context.File(u.Plain(e)))).OfType<FoundFile>()
                    .Concat(services.Select(s => context.File($"{s.Name}.env")).OfType<FoundFile>()).Distinct(),
            ]);
    }

    // By the network that generated units share, else by the unit of Mathesar itself: never by whichever comes first.
    private static string Project(QuadletContext context)
    {
        var web = context.Containers.FirstOrDefault(u => context.Image(u) is { } image && IsMathesar(image.Name))
            ?? context.Containers.FirstOrDefault(static u => u.All("Environment").Any(static e =>
                e.Value.Contains("ALLOWED_HOSTS", StringComparison.Ordinal) || e.Value.Contains("POSTGRES_HOST", StringComparison.Ordinal)))
            ?? context.Containers.FirstOrDefault();
        return web is null ? ""
            : web.All("Network").Select(n => web.Plain(n).Split(':')[0]).FirstOrDefault(static n => n.EndsWith(Network, StringComparison.Ordinal))
                is { } network ? network[..^Network.Length]
            : web.Stem;
    }

    private static bool IsMathesar(string image) => ImageReference.Of(image).ShortName is "mathesar" or "mathesar-prod";

    // A volume by the name that generated units give.
    private static bool Ours(QuadletContext context, string project, string source) =>
        context.Units.Any(u => u.Kind == "volume" && context.Volume(u.Name) == $"{project}_{source}")
            || context.Containers.SelectMany(u => u.All("Volume").Select(u.Plain))
                .Any(v => v.StartsWith($"{project}_{source}:", StringComparison.Ordinal));

    // A database beside is found by any of its names; within a pod, localhost is the pod.
    private static FoundService Reached((QuadletUnit Unit, QuadletService Reader, FoundService Service) web,
        ImmutableArray<(QuadletUnit Unit, QuadletService Reader, FoundService Service)> all)
    {
        if (web.Service.Variables.GetValueOrDefault("POSTGRES_HOST") is not { FilledInBy: null, Value.Length: > 0 } host)
        {
            return web.Service;
        }

        var others = all.Where(s => s.Unit != web.Unit).ToArray();
        var named = HostName.IsLoopback(host.Value)
            ? others.Where(s => s.Reader.Pod is not null && s.Reader.Pod == web.Reader.Pod && IsPostgres(s.Service)).ToArray()
            : others.Where(s => s.Reader.Names.Contains(host.Value, StringComparer.OrdinalIgnoreCase)).ToArray();
        return named is [var one] && one.Service.Name != host.Value
            ? web.Service with { Variables = web.Service.Variables.SetItem("POSTGRES_HOST", host with { Value = one.Service.Name }) }
            : web.Service;
    }

    private static bool IsPostgres(FoundService service) => service.ImageName.Contains("postgres", StringComparison.Ordinal)
        || service.ImageName.Contains("pgautoupgrade", StringComparison.Ordinal)
        || service.Mounts.Any(static m => m.Target.StartsWith("/var/lib/postgresql", StringComparison.Ordinal));
}
