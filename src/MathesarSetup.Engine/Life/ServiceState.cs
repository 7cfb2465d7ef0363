namespace MathesarSetup.Engine.Life;

/// <summary>How a service of an installation is at this moment.</summary>
public enum ServiceCondition
{
    /// <summary>It has no container.</summary>
    NotMade,

    /// <summary>Its container does not run.</summary>
    Stopped,

    /// <summary>It ends and is started again by the engine.</summary>
    Restarting,

    /// <summary>It runs, and its own check has not passed yet.</summary>
    Starting,

    /// <summary>It runs, and its own check fails.</summary>
    Unhealthy,

    /// <summary>It runs, and its own check passes where it has one.</summary>
    Running,
}

/// <summary>A service of an installation as the engine knows it.</summary>
/// <param name="Service">The name that the other services call it by.</param>
/// <param name="Container">The name of its container.</param>
/// <param name="IsMathesar">Whether it is Mathesar itself.</param>
public sealed record ServiceState(string Service, string Container, bool IsMathesar, ServiceCondition Condition)
{
    /// <summary>Since when it is so; null where the engine does not say.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How often the engine started it again by itself.</summary>
    public long Restarts { get; init; }

    /// <summary>With what it ended last, where it does not run.</summary>
    public long ExitCode { get; init; }

    /// <summary>Whether it was stopped by somebody and did not fail: its program ended as it was asked to.</summary>
    public bool EndedInOrder => ExitCode is 0 or 130 or 137 or 143;

    public bool Runs => Condition is ServiceCondition.Running or ServiceCondition.Starting or ServiceCondition.Unhealthy;
}
