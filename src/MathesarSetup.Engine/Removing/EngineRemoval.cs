using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Removing;

/// <summary>What an installation has in an engine: containers, networks and volumes.</summary>
/// <param name="setup">The installation as its files have it.</param>
/// <param name="root">The install directory, absolute.</param>
internal sealed class EngineRemoval(Setup setup, string root, EngineInfo info) : IInstallationRemoval
{
    public async Task<Belongings> LookAsync(RemovalDepth depth, CancellationToken cancellation)
    {
        try
        {
            using var engine = new EngineConnection(info.Endpoint);
            var owner = await DirectoryProof.OfAsync(setup, root, info, cancellation);
            var containers = await new OwnedContainers(engine, owner, depth).FindAsync(cancellation);
            var things = new OwnedThings(engine, owner, depth, containers);
            Belonging[] all =
            [
                .. containers.Select(static c => c.Thing),
                .. await things.NetworksAsync(cancellation),
                .. await things.VolumesAsync(cancellation),
                .. things.Directories(),
                .. PersonsData.Databases(setup),
            ];
            return new Belongings([.. all], owner.Proof.Left(all, "engine")) { Place = info.Endpoint, Identity = info.Identity };
        }
        catch (Exception problem) when (problem is not StepFailure && ApplyFindings.IsWorlds(problem) && !cancellation.IsCancellationRequested)
        {
            throw new StepFailure(ApplyFindings.From(problem, info.Endpoint, root));
        }
    }
}
