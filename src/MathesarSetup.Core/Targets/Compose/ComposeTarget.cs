using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Compose;

/// <summary>Docker Compose: one <c>compose.yaml</c> and one <c>.env</c>, for Compose 2.x and docker-compose 1.29 alike.</summary>
public sealed class ComposeTarget : ITarget
{
    private readonly string _command = HostPrograms.Usual.Compose;

    public ComposeTarget()
    {
    }

    private ComposeTarget(HostPrograms programs) => _command = programs.Compose;

    public TargetKind Kind => TargetKinds.Compose;

    public bool IsComposeProject => true;

    public ITarget On(HostPrograms programs) => new ComposeTarget(programs);

    public FileSet Render(Plan plan) => new(
        [
            new GeneratedFile("compose.yaml", Document(plan).Write(Header(plan)), "What runs: services, ports, volumes. Holds no secret."),
            new GeneratedFile(".env", ComposeEnvFile.Write(plan), "The secrets, and the project's name.") { Mode = GeneratedFile.Private },
            .. PlannedFiles.Of(plan),
        ], []);

    public Instructions Instructions(Plan plan)
    {
        // Files that are not called as Compose expects have to be named.
        var compose = string.Join(' ', [_command, .. (LayoutSettings.ChosenFiles(plan.Answers) ?? []).Select(static f => $"-f {Sh.Quote(f)}")]);
        var start = $"{compose} up -d";
        var database = plan.Database is { } d ? DatabaseCommands.Of(plan.Answers, program => $"{compose} exec -T {d.Name} {program}") : null;
        return new(
            start,
            Stop: $"{compose} stop",
            Logs: $"{compose} logs -f {plan.Web.Name}",
            Update: $"{compose} pull && {start}",
            Backup: database?.Backup ?? "",
            Remove: $"{compose} down")
        {
            Restore = database?.Restore($"{compose} stop {plan.Web.Name}", start) ?? "",
            Elsewhere = $"Where there is no `{HostPrograms.Plugin}`, type `{HostPrograms.Program}` (1.29 or newer) or `{HostPrograms.OfPodman}` in "
                + "its place: the files are the same.",
        };
    }

    public Recognition Knows(ImportRequest request) => ComposeImport.Knows(request);

    public IEnumerable<string> Mentions(ImportRequest request) => ComposeImport.Mentions(request);

    public ImportReading Read(ImportRequest request) => ComposeImport.Read(this, request);

    public Installed? Observe(ImportRequest request) =>
        ComposeReader.Read(request.Files, request.ComposeFiles, request.ProjectName).Found is { } found ? ComposeInstalled.Of(found) : null;

    public IEnumerable<ImmutableArray<FoundFile>> Edits(EditRequest request) => ComposeEdits.Of(request);

    public string ContainerName(Plan plan, Service service) => service.ContainerName ?? $"{plan.Name}-{service.Name}-1";

    public string NetworkName(Plan plan) => $"{plan.Name}_default";

    private static string Header(Plan plan) =>
        $"""
        Mathesar {plan.Release}, to be opened at {plan.Url}

        Start:  docker compose up -d
        Stop:   docker compose stop
        Logs:   docker compose logs -f {plan.Web.Name}

        Secrets stand in .env, beside this file. Additions of your own are safest in
        compose.override.yaml, which Compose reads too. Where there is no `docker compose`,
        type docker-compose (1.29 or newer) or podman compose: the files are the same.
        """;

    private static YamlMap Document(Plan plan)
    {
        var services = new YamlMap();
        foreach (var service in plan.Services)
        {
            services.Add(service.Name, ComposeService.Make(plan, service), service.Why, blankBefore: !services.IsEmpty);
        }

        var document = new YamlMap { { "services", services } };
        if (plan.Volumes is not [])
        {
            document.Add("volumes", Volumes(plan),
                "Data that outlives the containers. `docker compose down` keeps it; adding -v deletes it for good.", blankBefore: true);
        }

        if (plan.JoinedNetworks is not [])
        {
            document.Add("networks", Networks(plan), blankBefore: true);
        }

        return document;
    }

    private static YamlMap Volumes(Plan plan)
    {
        var map = new YamlMap();
        foreach (var volume in plan.Volumes)
        {
            map.Add(volume.Name, volume.IsExternal ? new YamlMap { { "external", true } } : new YamlMap(), volume.Why);
        }

        return map;
    }

    private static YamlMap Networks(Plan plan)
    {
        var map = new YamlMap();
        foreach (var network in plan.JoinedNetworks)
        {
            var named = new YamlMap { { "external", true }, { "name", ComposeText.Literal(network) } };
            map.Add(network, named, "A network that was there before: it is joined, never made or removed.");
        }

        return map;
    }
}
