using MathesarSetup.Engine.Apply;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <summary>One installation that was begun: how far it is, and in the end how it went.</summary>
/// <param name="Setup">What is installed.</param>
/// <param name="Began">When it was begun.</param>
public sealed record InstallRun(Setup Setup, DateTimeOffset Began)
{
    public InstallProgress Progress { get; init; } = InstallProgress.None;

    /// <summary>Whether it changes what was installed already.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether somebody asked to cancel it; it then takes back what it did.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public ApplyResult? Result { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    public bool Succeeded => Result is { Succeeded: true };
}
