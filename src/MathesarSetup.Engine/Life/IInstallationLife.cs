using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Life;

/// <summary>
/// What runs of an installation, wherever that is: looked at, stopped, started, listened to. None of it throws for what the world does.
/// </summary>
public interface IInstallationLife
{
    /// <summary>How its services are, in the order in which they start; an error where nobody answers.</summary>
    Task<(ImmutableArray<ServiceState> Services, Finding? Problem)> LookAsync(CancellationToken cancellation);

    /// <summary>Stops what runs of it, each before what it rests on. Nothing is removed.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    Task<ImmutableArray<Finding>> StopAsync(Action<string> tell, CancellationToken cancellation);

    /// <summary>Starts what does not run of it, each when what it rests on is healthy.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    /// <param name="patience">How long each may take to become healthy.</param>
    Task<ImmutableArray<Finding>> StartAsync(Action<string> tell, TimeSpan patience, CancellationToken cancellation);

    /// <summary>Follows what a container says, until it ends or the caller goes. No line holds a secret.</summary>
    /// <param name="since">From when on; null for its last lines.</param>
    Task<Finding?> ListenAsync(string container, DateTimeOffset? since, Action<LogLine> tell, CancellationToken cancellation);

    /// <summary>What a container said last, oldest first. No line holds a secret.</summary>
    /// <param name="since">From when on; null for any time.</param>
    /// <param name="most">How many lines at most.</param>
    Task<(ImmutableArray<LogLine> Lines, Finding? Problem)> ReadLogAsync(
        string container, DateTimeOffset? since, int most, CancellationToken cancellation);
}
