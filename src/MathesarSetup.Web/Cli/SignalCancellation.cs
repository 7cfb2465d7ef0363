using System.Runtime.InteropServices;

namespace MathesarSetup.Web.Cli;

/// <summary>Turns Ctrl+C and a request to end into a cancellation, so that what was begun is taken back before the program ends.</summary>
internal sealed class SignalCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public SignalCancellation() => _registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            _source.Cancel();
        }))];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, static r => r.Dispose());
        _source.Dispose();
    }
}
