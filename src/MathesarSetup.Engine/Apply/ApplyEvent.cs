using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>How a step stands.</summary>
public enum StepState
{
    /// <summary>It has begun.</summary>
    Started,

    /// <summary>It goes on; <see cref="ApplyEvent.Fraction"/> may say how far.</summary>
    Progress,

    /// <summary>A line that a container said.</summary>
    Log,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was undone.</summary>
    Undone,
}

/// <summary>Something that happened while applying.</summary>
/// <param name="Step">A stable name: see <see cref="StepNames"/>; for one of several things with the thing after a blank, such as <c>pull
/// db</c>.</param>
/// <param name="Message">A sentence for people, or the line of a log. It holds no secret.</param>
public sealed record ApplyEvent(DateTimeOffset Time, string Step, StepState State, string Message)
{
    /// <summary>How much of the step is done, from 0 to 1; null where that is not known.</summary>
    public double? Fraction { get; init; }

    /// <summary>What a log line or a failure means; null for most events.</summary>
    public Finding? Finding { get; init; }
}

/// <summary>The steps of applying, in their order.</summary>
public static class StepNames
{
    public const string Check = "check";
    public const string Pull = "pull";
    public const string Files = "files";
    public const string Secrets = "secrets";
    public const string Units = "units";
    public const string Script = "step";
    public const string Send = "send";
    public const string Remove = "remove";
    public const string Network = "network";
    public const string Volume = "volume";
    public const string Create = "create";
    public const string SetAside = "set-aside";
    public const string Start = "start";
    public const string Wait = "wait";
    public const string Password = "password";
    public const string Stored = "stored-connections";
    public const string Addresses = "addresses";
    public const string Finish = "finish";
    public const string RollBack = "roll-back";
    public const string Recover = "recover";
}
