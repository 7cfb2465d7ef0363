using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Engine.Apply;

/// <summary>What a person wrote into the generated files, so that what runs is what the files say.</summary>
internal static class HandWritten
{
    private const string ComposeFile = "compose.yaml";
    private const string EnvFile = ".env";
    private const string Script = "run.sh";

    public static FileAdditions Read(ApplyRequest request, Disk disk, Comparison files)
    {
        if (!request.Setup.Target.IsComposeProject)
        {
            // What Compose runs for the person goes on, whatever runs Mathesar now.
            var generated = Present(disk, [StateFolder.CopyOf(ComposeFile)]);
            return AdditionsReader.OfEnvFiles(EnvFiles(request, files)) with
            {
                OwnServices = [.. AdditionsReader.ServiceNames(Present(disk, [ComposeFile, .. AdditionsReader.NamesBeside("")]))
                    .Except(AdditionsReader.ServiceNames(generated)).Except(request.Setup.Plan.Services.Select(static s => s.Name))],
            };
        }

        var (compose, env) = (Change(files, ComposeFile), Change(files, EnvFile));
        if (compose is not { Wanted: { } wanted, Result: { } result } || env is not { Wanted: { } wantedEnv, Result: { } resultEnv })
        {
            return FileAdditions.None;
        }

        var beside = Present(disk, AdditionsReader.NamesBeside(resultEnv).Where(static name => name != ComposeFile));
        beside = request.Decisions.Added is { } added ? [.. beside.Where(f => f.Path != added.Path), added] : beside;
        return wanted.Content == result && wantedEnv.Content == resultEnv && beside.IsEmpty ? FileAdditions.None
            : AdditionsReader.OfCompose([new(ComposeFile, wanted.Content), new(EnvFile, wantedEnv.Content)],
                [new(ComposeFile, result), new(EnvFile, resultEnv), .. beside]);
    }

    /// <summary>The container with everything of a person's that an engine can be told.</summary>
    /// <param name="mount">A mount of the files in the engine's words.</param>
    public static ContainerSpec Into(ContainerSpec spec, ServiceAdditions more, Func<WrittenMount, MountSpec> mount) => spec with
    {
        Environment =
        [
            .. spec.Environment.Where(e => !more.Variables.ContainsKey(e.Split('=')[0])),
            .. more.Variables.Where(static v => v.Value is not null).Select(static v => $"{v.Key}={v.Value}"),
        ],
        Ports = [.. spec.Ports.Except(more.TakenPorts.Select(Port)).Union(more.Ports.Select(Port))],
        Mounts = [.. spec.Mounts.Except(more.TakenMounts.Select(mount)).Union(more.Mounts.Select(mount))],
        Labels = spec.Labels.RemoveRange(more.Labels.Keys)
            .SetItems(more.Labels.Where(static l => l.Value is not null).Select(static l => KeyValuePair.Create(l.Key, l.Value!))),
    };

    /// <summary>What a person has to know: which part of the files only another command brings about.</summary>
    public static IEnumerable<Finding> Findings(FileAdditions additions, Comparison files)
    {
        foreach (var problem in additions.Problems)
        {
            yield return problem;
        }

        foreach (var (service, more) in additions.Services.Where(static s => s.Value.Others is not []))
        {
            yield return ApplyFinding.NotCarried.Say(
                $"The Compose files say something of the service {service} that this command does not bring into its container: "
                    + $"{string.Join(", ", more.Others)}. `docker compose up -d {service}` in the directory does.");
        }

        if (additions.OwnServices is { IsEmpty: false } own && Change(files, ComposeFile) is { Wanted: not null })
        {
            yield return ApplyFinding.OwnServices.Say(
                $"The Compose files have services of your own, which this command leaves alone: {string.Join(", ", own)}. To start or change them: "
                    + $"`docker compose up -d {string.Join(' ', own)}` in the directory.");
        }

        if (Change(files, Script) is { Wanted: { } wanted, Result: { } result } && wanted.Content != result)
        {
            yield return ApplyFinding.ScriptEdited.Say(
                $"{Script} was edited by hand. This command makes the containers itself, as the answers say; "
                    + $"`./{Script}` makes them as the script says.");
        }
    }

    private static IEnumerable<KeyValuePair<string, (FoundFile Generated, FoundFile Present)>> EnvFiles(ApplyRequest request, Comparison files) =>
        from service in request.Setup.Plan.Services
        let change = Change(files, ContainerEnvFile.NameOf(service))
        where change is { Wanted: not null, Result: not null }
        select KeyValuePair.Create(service.Name, (new FoundFile(change.Path, change.Wanted!.Content), new FoundFile(change.Path, change.Result!)));

    private static FileChange? Change(Comparison files, string path) => files.Changes.FirstOrDefault(f => f.Path == path);

    private static ImmutableArray<FoundFile> Present(Disk disk, IEnumerable<string> names) =>
        [.. names.Select(name => (Name: name, File: disk.Read(name))).Where(static f => f.File is not null)
            .Select(static f => new FoundFile(f.Name, Utf8Text.Of(f.File!.Content) ?? ""))];

    private static PortSpec Port(WrittenPort port) => new(port.Address, port.Machine, port.Inside);
}
