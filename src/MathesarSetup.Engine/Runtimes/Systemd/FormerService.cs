namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>A service as it was before a run.</summary>
/// <param name="IsChanged">Whether the run starts it, or starts it anew.</param>
internal sealed record FormerService(string Unit, bool WasActive, bool IsChanged)
{
    /// <summary>What systemd calls the life in which it ran; null in a journal of an older program.</summary>
    public string? Life { get; init; }

    public static FormerService Of(UnitStatus status, string unit, bool isChanged) => new(unit, status.IsWanted, isChanged) { Life = status.Life };

    /// <summary>Whether it runs as it did, because the run did not come to it.</summary>
    public bool Goes(UnitStatus status) => status is { IsActive: true, Life.Length: > 0 } && status.Life == Life;
}
