using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <summary>A check that ends when the test says so.</summary>
internal sealed class StandInCheck : ICheck
{
    private readonly List<TaskCompletionSource<CheckOutcome>> _runs = [];

    public string Id => "stand-in";

    public string Title => "Stand-in";

    public string When => "";

    public string Sends => "Nothing at all.";

    public bool ReachesOut { get; set; } = true;

    public ImmutableArray<FindingKind> Refusals { get; set; } = [];

    public ImmutableArray<Setting> DependsOn => [AccessSettings.Port];

    public TimeSpan Limit => TimeSpan.FromMinutes(1);

    /// <summary>How many runs began.</summary>
    public int Runs
    {
        get
        {
            lock (_runs)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>How many of them were cancelled.</summary>
    public int Cancelled { get; private set; }

    public Setting Anchor(Answers answers) => AccessSettings.Port;

    public bool AppliesTo(Setup setup) => true;

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var run = new TaskCompletionSource<CheckOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_runs)
        {
            _runs.Add(run);
        }

        await using var _ = cancellation.Register(() =>
        {
            Cancelled++;
            run.TrySetCanceled(cancellation);
        });
        return await run.Task;
    }

    /// <summary>Ends the newest run.</summary>
    public void End(CheckOutcome outcome)
    {
        lock (_runs)
        {
            _runs[^1].SetResult(outcome);
        }
    }
}
