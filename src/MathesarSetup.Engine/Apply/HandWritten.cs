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
    private const string Script = "run.sh";

    public static FileAdditions Read(ApplyRequest request, Disk disk, Comparison files, WrittenVersions versions)
    {
        if (request.Setup.Target.IsComposeProject)
        {
            return versions.Present.Beyond(versions.Generated);
        }

        // What Compose runs for the person goes on, whatever runs Mathesar now.
        var generated = Present(disk, [StateFolder.CopyOf(ComposeFile)]);
        return AdditionsReader.OfEnvFiles(EnvFiles(request, files)) with
        {
            OwnServices = [.. AdditionsReader.ServiceNames(Present(disk, [ComposeFile, .. AdditionsReader.NamesBeside("")]))
                .Except(AdditionsReader.ServiceNames(generated)).Except(request.Setup.Plan.Services.Select(static s => s.Name))],
        };
    }

    /// <summary>The container with everything of a person's that an engine can be told.</summary>
    /// <param name="mount">A mount of the files in the engine's words.</param>
    public static ContainerSpec Into(ContainerSpec spec, ServiceAdditions more, Func<WrittenMount, MountSpec> mount) =>
        more.Written is { } written
            ? spec with
            {
                Image = written.Image ?? spec.Image,
                Environment = [.. written.Variables.Select(static v => $"{v.Key}={v.Value}")],
                Ports = [.. written.Ports.Select(static p => new PortSpec(p.Address, p.Machine, p.Inside))],
                Mounts = [.. written.Mounts.Select(mount)],
                Labels = spec.Labels.SetItems(written.Labels),
            }
            : spec with
            {
                Environment =
                [
                    .. spec.Environment.Where(e => !more.Variables.ContainsKey(e.Split('=')[0])),
                    .. more.Variables.Where(static v => v.Value is not null).Select(static v => $"{v.Key}={v.Value}"),
                ],
            };

    /// <summary>What a person has to know: which part of the files only another command brings about.</summary>
    /// <param name="typed">How Compose is called here; null where the files are not its own.</param>
    public static IEnumerable<Finding> Findings(FileAdditions additions, Comparison files, string? typed)
    {
        foreach (var problem in additions.Problems)
        {
            yield return problem;
        }

        if (additions.OwnServices is { IsEmpty: false } own && typed is not null)
        {
            yield return ApplyFinding.OwnServices.Say(
                $"The Compose files have services of your own, which this command leaves alone: {string.Join(", ", own)}. To start or change them: "
                    + $"`{typed} up -d {string.Join(' ', own)}` in the directory.");
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
}
