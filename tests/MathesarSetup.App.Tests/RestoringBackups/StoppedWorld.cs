using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.App.Tests.RestoringBackups;

/// <summary>Dies before one of the changes that come with the stop of Mathesar or after it.</summary>
internal sealed class StoppedWorld(IServiceControl inner, int at) : IServiceControl
{
    private int _left = at;
    private bool _isStopped;

    /// <summary>What is thrown in a death's place; null for a death.</summary>
    public Func<Exception>? Failure { get; init; }

    /// <summary>Whether it dies right before Mathesar is started.</summary>
    public bool IsAtStart { get; init; }

    public async Task StopAsync(ServiceRole role, CancellationToken cancellation)
    {
        Count(isStop: true);
        await inner.StopAsync(role, cancellation);
    }

    public async Task StartAsync(ServiceRole role, TimeSpan patience, CancellationToken cancellation)
    {
        Count();
        if (IsAtStart)
        {
            throw new KilledException();
        }

        await inner.StartAsync(role, patience, cancellation);
        Count();
    }

    public async Task<IServiceShell> InsideAsync(ServiceRole role, CancellationToken cancellation) =>
        new Shell(this, await inner.InsideAsync(role, cancellation));

    public Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation) =>
        inner.BesideAsync(role, image, cancellation);

    private void Count(bool isStop = false)
    {
        _isStopped |= isStop;
        if (_isStopped && --_left == 0)
        {
            throw Failure?.Invoke() ?? new KilledException();
        }
    }

    public sealed class KilledException : Exception;

    private sealed class Shell(StoppedWorld killer, IServiceShell inner) : IServiceShell
    {
        public Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation)
        {
            if (command.IsChanging)
            {
                killer.Count();
            }

            return inner.RunAsync(command, cancellation);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
