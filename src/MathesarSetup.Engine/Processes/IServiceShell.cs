namespace MathesarSetup.Engine.Processes;

/// <summary>
/// Runs programs where a service has its programs, variables, data and network: in it while it runs, or beside it. Disposing it removes what was made
/// for it alone.
/// </summary>
public interface IServiceShell : IAsyncDisposable
{
    /// <summary>Runs a program to its end. What it ends with is for the caller to judge.</summary>
    /// <remarks>Where it could not be run at all, an implementation throws what its room throws for what the world does.</remarks>
    Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation);
}
