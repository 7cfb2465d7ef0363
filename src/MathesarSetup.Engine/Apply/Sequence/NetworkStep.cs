using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Makes the network in which the containers find each other.</summary>
internal sealed class NetworkStep : IApplyStep
{
    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        if (run.Plan.CreatesNetwork)
        {
            var wanted = run.Plan.Wanted;
            run.Narrator.Started(StepNames.Network, $"Making the network {wanted.Network}.");
            await run.Engine.CreateNetworkAsync(wanted.Network, wanted.Labels.OfNetwork().SetItem(Labels.Installation, run.Mark.Id), cancellation);
            run.Narrator.Done(StepNames.Network, $"The network {wanted.Network} is there.");
        }
    }

    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        if (run.Journal.Network is { } network && await run.Engine.FindNetworkAsync(network, cancellation) is not null)
        {
            await run.TryAsync(network, () => run.Engine.RemoveNetworkAsync(network, cancellation));
        }

        return null;
    }
}
