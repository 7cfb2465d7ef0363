using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MathesarSetup.Web.Session;

/// <summary>How many tabs show the wizard at this moment. What is looked at again by itself rests while there is none.</summary>
public sealed class OpenTabs
{
    private int _count;

    /// <summary>Raised, on any thread, when the first tab opens or the last one is gone.</summary>
    public event Action? Changed;

    public bool Any => Volatile.Read(ref _count) > 0;

    public void Opened() => Tell(Interlocked.Increment(ref _count) == 1);

    public void Gone() => Tell(Interlocked.Decrement(ref _count) == 0);

    private void Tell(bool isNews)
    {
        if (isNews)
        {
            Changed?.Invoke();
        }
    }
}

/// <summary>Counts a tab while its connection is up.</summary>
internal sealed class TabCounter(OpenTabs tabs) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        tabs.Opened();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        tabs.Gone();
        return Task.CompletedTask;
    }
}
