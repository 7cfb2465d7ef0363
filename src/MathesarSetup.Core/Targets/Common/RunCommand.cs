using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Common;

/// <summary>The arguments of <c>docker run</c> for one service.</summary>
internal static class RunCommand
{
    public static ShellCommand Of(Plan plan, Service service, RunEngine engine)
    {
        var command = Sh.Command("ensure", ObjectNames.Container(plan, service), Fingerprint(plan, service))
            .With("--network", plan.Name, "--network-alias", service.Name)
            .With("--restart", engine.Restart);
        if (service.Environment is not [])
        {
            command = command.With("--env-file", ContainerEnvFile.NameOf(service));
        }

        foreach (var port in service.Ports)
        {
            command = command.With("--publish", PortMapping.Of(port));
        }

        command = service.Mounts.Aggregate(command, (current, mount) => current.With("--volume", Volume(plan, mount, engine)));
        if (engine.LabelsFiles && service.Mounts.OfType<Mount.Bind>().Any(b => b.MustExist))
        {
            command = command.With("--security-opt", "label=disable");
        }

        if (service.ReachesHost)
        {
            command = command.With("--add-host", $"{Service.HostGateway}:host-gateway");
        }

        return Start(Limits(Health(command, service), service).With([.. engine.Logging.Select(word => (ShellWord)word)]), service);
    }

    /// <summary>The files a change of which has to renew the container: its variables, and those that it mounts.</summary>
    public static ImmutableArray<string> Files(Plan plan, Service service)
    {
        var files = PlannedFiles.MountedBy(plan, service).Select(f => f.Path);
        return [.. service.Environment is [] ? files : files.Prepend(ContainerEnvFile.NameOf(service))];
    }

    private static ShellWord Fingerprint(Plan plan, Service service) =>
        Files(plan, service) is { IsEmpty: false } files ? Sh.Output(Sh.Command(["fingerprint", .. files.Select(f => (ShellWord)f)])) : "none";

    private static ShellWord Volume(Plan plan, Mount mount, RunEngine engine) => mount.Match<ShellWord>(
        volume => $"{ObjectNames.Volume(plan, volume.Volume)}:{volume.Path}",
        bind => bind.Source.StartsWith("./", StringComparison.Ordinal)
            ? Sh.Join(Sh.Variable("PWD"), $"{bind.Source[1..]}:{bind.Path}{Options(bind, engine)}")
            : bind.Source.StartsWith("../", StringComparison.Ordinal)
            ? Sh.Join(Sh.Variable("PWD"), $"/{bind.Source}:{bind.Path}{Options(bind, engine)}")
            : bind.Source.StartsWith("~/", StringComparison.Ordinal)
            ? Sh.Join(Sh.Variable("HOME"), $"{bind.Source[1..]}:{bind.Path}{Options(bind, engine)}")
            : $"{bind.Source}:{bind.Path}{Options(bind, engine)}");

    // Files of the user's are not labelled anew, because others use them too.
    private static string Options(Mount.Bind bind, RunEngine engine) => (bind.ReadOnly, engine.LabelsFiles && !bind.MustExist) switch
    {
        (true, true) => ":ro,Z",
        (true, false) => ":ro",
        (false, true) => ":Z",
        _ => "",
    };

    private static ShellCommand Health(ShellCommand command, Service service) => service.Health is not { } health
        ? command
        : command.With("--health-cmd", string.Join(' ', health.Command.Select(Sh.Quote)))
            .With("--health-interval", Seconds(health.Interval), "--health-timeout", Seconds(health.Timeout))
            .With("--health-retries", health.Retries.ToString(CultureInfo.InvariantCulture), "--health-start-period", Seconds(health.Grace));

    private static ShellCommand Limits(ShellCommand command, Service service)
    {
        foreach (var (flag, value) in new[]
        {
            ("--shm-size", service.SharedMemory is { } shared ? $"{shared}m" : null),
            ("--stop-timeout", service.StopSeconds?.ToString(CultureInfo.InvariantCulture)),
            ("--memory", service.MemoryLimit?.ToString()),
            ("--cpus", service.ProcessorLimit?.ToString()),
        })
        {
            command = value is null ? command : command.With(flag, value);
        }

        return command;
    }

    private static ShellCommand Start(ShellCommand command, Service service)
    {
        // The engine's flag takes one word: the others go before what is handed over.
        var (program, others) = service.Start?.EntryPoint is [var first, .. var rest] ? (first, rest) : (null, []);
        return (program is null ? command : command.With("--entrypoint", program))
            .With([service.Image!.Text, .. others.Concat(service.Start?.Command ?? []).Select(word => (ShellWord)word)]);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s");
}
