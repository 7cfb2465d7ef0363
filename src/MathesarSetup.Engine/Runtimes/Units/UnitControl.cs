using MathesarSetup.Documents.Units;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>An installation's own containers of Podman's, which units run.</summary>
internal sealed class UnitControl(UnitSet units, UnitHost host) : ServiceControl(host)
{
    public override async Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation)
    {
        var service = Find(role);
        var name = $"{service.Container}_beside";
        await RemoveAsync(name, cancellation);
        var found = await FoundAsync(Kept(role), cancellation);
        var container = BesideContainer.Of(await WordsAsync(service, found, cancellation))
            ?? throw new StepFailure(ApplyFinding.EngineRefused.Say($"{service.Unit} does not start its container by podman run, so none can be made "
                + "beside it. Write the files anew and install them."));
        await Host.DoAsync(HostCommand.UnitStart.About(units.Network.Service), cancellation);
        await Host.DoAsync(HostCommand.PodmanRun.About([.. container.Words(name, service.Container, image)]), cancellation);
        return new UnitShell(Host, name, Timeout.InfiniteTimeSpan, isOurs: true);
    }

    protected override Task HoldAsync(KeptService kept, CancellationToken cancellation) => UnitHold.SetAsync(Host, kept.Unit, cancellation);

    protected override Task LetAsync(KeptService kept, CancellationToken cancellation) => UnitHold.EndAsync(Host, kept.Unit, cancellation);

    protected override KeptService Kept(ServiceRole role) => UnitPlace.Kept(Find(role));

    protected override Task<IServiceShell> InsideAsync(KeptService kept, CancellationToken cancellation) =>
        Task.FromResult<IServiceShell>(new UnitShell(Host, kept.Name, Timeout.InfiniteTimeSpan));

    private UnitHost Host { get; } = host;

    private UnitService Find(ServiceRole role) => units.Services.First(s => s.Service.Role == role);

    // Units that Podman made lie where their user alone reads them.
    private async Task<IReadOnlyList<string>> WordsAsync(UnitService service, UnitStatus found, CancellationToken cancellation)
    {
        var path = found["FragmentPath"];
        return found.IsGenerated && File.Exists(path)
            ? UnitCommand.Of(await File.ReadAllTextAsync(path, cancellation), service.Unit, Host.Specifiers)
            : [];
    }

    private async Task RemoveAsync(string name, CancellationToken cancellation)
    {
        if (await Host.AskAsync(HostCommand.PodmanContainer.About(name), cancellation) is { ExitCode: 0 } said)
        {
            if (!said.Output.Contains($"\"{Labels.Beside}\"", StringComparison.Ordinal))
            {
                throw new StepFailure(ApplyFinding.NameInUse.Say($"A container of somebody else has the name {name}, which this program uses while "
                    + "it works beside a service. Rename it, and try again."));
            }

            await Host.DoAsync(HostCommand.PodmanRemoval.About(name), cancellation);
        }
    }
}
