using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>What the steps of a run share on their way back.</summary>
internal abstract record WayBack<THost>(THost Host, Narrator Narrator)
    where THost : SystemdHost
{
    /// <summary>What a person has to do or to know.</summary>
    public List<Finding> Left { get; } = [];

    /// <summary>Tries to bring one thing back; one that cannot be must not keep the others from it.</summary>
    public async Task TryAsync(string name, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (StepFailure problem)
        {
            Left.Add(ApplyFinding.NotTakenBack.Say(
                $"{name} could not be brought back: {problem.Findings[0].Message} Settle that, then run the same command once more."));
        }
    }

    /// <summary>Stops a service, if there is such a one. One to which the run did not come goes on.</summary>
    public async Task StopAsync(string unit, FormerService? former = null)
    {
        if (await UnitStatus.ReadAsync(Host, unit, CancellationToken.None) is { IsKnown: true } status && former?.Goes(status) is not true)
        {
            await Host.StopAsync(unit, CancellationToken.None);
        }
    }

    /// <summary>Starts again what ran before, once everything that it needs is as it was.</summary>
    public virtual async Task StartFormersAsync(IEnumerable<FormerService> services)
    {
        foreach (var former in services.Where(static s => s is { WasActive: true, IsChanged: true }))
        {
            if (!(await UnitStatus.ReadAsync(Host, former.Unit, CancellationToken.None)).IsActive)
            {
                await TryAsync(former.Unit, async () =>
                {
                    await Host.DoAsync(HostCommand.UnitStart.About(former.Unit), CancellationToken.None);
                    Narrator.Undone($"{StepNames.RollBack} {former.Unit}", $"The former {former.Unit} runs again.");
                });
            }
        }
    }
}
