using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>Containers that are made through an engine's API: Docker's, or Podman's socket.</summary>
public sealed class DockerRuntime : IRuntime
{
    public bool Takes(Setup setup) => Applier.RefusalOf(setup) is null;

    public bool IsUnfinished(string directory) => Applier.IsUnfinished(directory);

    public Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        Applier.RecoverAsync(directory, tell, cancellation);

    // Any address that no other kind of place knows as its own is an engine's.
    public IThingRemoval RemovalAt(Uri place, string directory) => new EngineThings(new EngineConnection(place));

    public async Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation)
    {
        var search = await EngineFinder.FindAsync(cancellation);
        return new PlaceSearch([.. search.Candidates.Select(static c => new PlaceCandidate(c.Source, c.Endpoint, c.Reason))],
            search.Engine is { } engine ? new DockerPlace(engine) : null, search.Findings);
    }
}
