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
                .. things.Databases(),
            ];
            return new Belongings([.. all], Left(all, owner)) { Place = info.Endpoint, Identity = info.Identity };
        }
        catch (Exception problem) when (problem is not StepFailure && ApplyFindings.IsWorlds(problem) && !cancellation.IsCancellationRequested)
        {
            throw new StepFailure(ApplyFindings.From(problem, info.Endpoint, root));
        }
    }

    // What is not known to be gone is there.
    private static string? Left(Belonging[] all, DirectoryProof owner) =>
        all.Where(static t => t is { IsData: true, Fate: not Fate.Goes }).Select(static t => $"{t.Kind} {t.Name}").ToArray() is { Length: > 0 } data
            ? $"data is left: {string.Join(", ", data)}"
            : owner.Mark is null ? "nothing here remembers where this installation ran, so its data may lie in another engine"
            : owner.Engine is null ? "it was not installed in this engine, but in "
                + string.Join(" and ", owner.Mark.Engines.Select(static e => e.Shown))
            : !owner.IsBound ? owner.Unbound
            : owner.Mark.Engines.Where(e => e != owner.Engine && e.Volumes.Count > 0).Select(static e => e.Shown).ToArray() is { Length: > 0 } others
                ? $"it was installed in {string.Join(" and ", others)} too, where its data may lie"
            : null;
}
