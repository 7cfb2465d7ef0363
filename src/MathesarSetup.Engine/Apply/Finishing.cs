using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>The end of a run that stands: former containers go. Their volumes stay, but for those without a name that never held anything.</summary>
internal static class Finishing
{
    public static async Task RunAsync(EngineConnection engine, ApplyJournal journal, CancellationToken cancellation)
    {
        foreach (var former in journal.Formers)
        {
            if (await engine.FindContainerAsync(former.Id, cancellation) is { } found && found.Name == ApplyJournal.Aside(former.Name))
            {
                await engine.RemoveContainerAsync(found.Id, PostgresInside.LeavesEmptyVolumes(found), cancellation);
            }
        }
    }
}
