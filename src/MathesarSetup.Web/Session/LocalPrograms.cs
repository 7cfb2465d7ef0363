using MathesarSetup.App.Opening;
using MathesarSetup.Targets;

namespace MathesarSetup.Web.Session;

/// <summary>What has to be typed on this machine; asked once, when somebody first wants to know. Any thread may call it.</summary>
public sealed class LocalPrograms(Func<Task<HostPrograms>>? find = null)
{
    private readonly Lock _gate = new();
    private readonly Func<Task<HostPrograms>> _find = find ?? (static () => MachinePrograms.FindAsync());
    private Task<HostPrograms>? _found;

    /// <summary>What is known of it now: the usual words until the machine was asked.</summary>
    public HostPrograms Now => _found is { IsCompletedSuccessfully: true } found ? found.Result : HostPrograms.Usual;

    /// <summary>Whether the machine has answered.</summary>
    public bool IsKnown => _found is { IsCompletedSuccessfully: true };

    public Task<HostPrograms> FindAsync()
    {
        lock (_gate)
        {
            return _found ??= Task.Run(_find);
        }
    }
}
