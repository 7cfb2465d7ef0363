using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>
/// Podman: Quadlet units for systemd and the script that puts them in place, or a script that calls podman where that is older than Quadlet.
/// </summary>
public sealed class PodmanTarget : ITarget
{
    public TargetKind Kind => TargetKinds.Podman;

    public ImmutableArray<string> Folders => [PodmanNames.Folder];

    public ImmutableArray<string> FurtherFiles => [WrittenServices.InstallScript];

    public FileSet Render(Plan plan)
    {
        var ours = PodmanPlan.Of(plan);
        return HasUnits(plan)
            ? new(
                [
                    new GeneratedFile(WrittenServices.InstallScript, InstallScript.Write(ours),
                        "Puts units and secrets in their place and starts them. Holds no secret.") { Mode = GeneratedFile.Executable },
                    .. QuadletFiles.Of(ours),
                    .. ours.Services.Where(s => PodmanEnvironment.Kept(s).Any()).Select(Secrets),
                    .. ours.Services.Select(s => s.Start).OfType<StartCommand.Script>()
                        .Select(s => new GeneratedFile(PodmanNames.StartScript, s.Text, s.Why)),
                    .. PlannedFiles.Of(ours),
                ], [.. PodmanFindings.Of(plan), .. KeptValidator.Check(plan.Answers)])
            : new(RunFiles.Of(ours, RunEngine.Podman), [.. PodmanFindings.Of(plan), .. KeptValidator.Check(plan.Answers)]);
    }

    public Instructions Instructions(Plan plan)
    {
        var root = plan.Answers.Get(PodmanSettings.AsRoot);
        var (rights, user) = root ? ("sudo ", "") : ("", " --user");
        var database = plan.Database is { } d
            ? DatabaseCommands.Of(plan.Answers, program => $"{rights}podman exec -i {PodmanNames.Container(plan, d)} {program}")
            : null;
        return !HasUnits(plan) ? RunFiles.Commands(plan, RunEngine.Podman, rights) : new(
            Start: $"{rights}./install.sh",
            Stop: $"{rights}systemctl{user} stop {string.Join(' ', plan.Services.Reverse().Select(s => PodmanNames.Container(plan, s)))}",
            Logs: $"{rights}journalctl{user} --follow --unit {plan.Name}",
            Update: $"{rights}./install.sh update",
            Backup: database?.Backup ?? "",
            Remove: $"{rights}./install.sh remove")
        {
            Restore = database?.Restore($"{rights}systemctl{user} stop {PodmanNames.Container(plan, plan.Web)}", $"{rights}./install.sh") ?? "",
        };
    }

    public Instructions InPlace(Plan plan, ImmutableArray<string> files)
    {
        var (rights, user) = plan.Answers.Get(PodmanSettings.AsRoot) ? ("sudo ", "") : ("", " --user");
        // A pod publishes the ports of its containers, which stop and start with it.
        IEnumerable<string> Named(string ending, string unit) => files.Where(f => f.EndsWith(ending, StringComparison.Ordinal))
            .Select(f => f.Split('/')[^1][..^ending.Length] + unit);
        var all = string.Join(' ', Named(".pod", "-pod.service").Concat(Named(".container", ".service")));
        return Instructions(plan) with
        {
            Start = $"{rights}systemctl{user} daemon-reload && {rights}systemctl{user} restart {all}",
            Stop = $"{rights}systemctl{user} stop {all}",
            Logs = $"{rights}journalctl{user} --follow --unit {plan.Name}.service",
            Update = $"{rights}systemctl{user} daemon-reload && {rights}systemctl{user} restart {all}",
        };
    }

    public Recognition Knows(ImportRequest request) => QuadletImport.Knows(request);

    public ImportReading Read(ImportRequest request) => QuadletImport.Read(this, request);

    public Installed? Observe(ImportRequest request) => QuadletImport.Observe(request);

    public IEnumerable<ImmutableArray<FoundFile>> Edits(EditRequest request) => QuadletEdits.Of(request);

    public string ContainerName(Plan plan, Service service) =>
        HasUnits(plan) ? PodmanNames.Container(plan, service) : ObjectNames.Container(plan, service);

    public ServiceUnit Unit(Plan plan, Service service) =>
        new($"{PodmanNames.Container(plan, service)}.service", !plan.Answers.Get(PodmanSettings.AsRoot));

    public UnitSet? Units(Plan plan) => HasUnits(plan) ? PodmanUnits.Of(PodmanPlan.Of(plan)) : null;

    private static GeneratedFile Secrets(Service service) => ContainerEnvFile.Make(service, PodmanEnvironment.Kept(service),
        $"Secrets of the container of {service.Name}, which ./install.sh gives to `podman secret`.\nThe whole rest of a line is the value: "
            + "quotes would be part of it. Run ./install.sh after a change.", $"The secrets of {service.Name}.");

    private static bool HasUnits(Plan plan) => PodmanPlan.Version(plan) > PodmanSettings.WithoutQuadlet;
}
