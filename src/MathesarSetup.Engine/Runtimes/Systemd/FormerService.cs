namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>A service as it was before a run.</summary>
/// <param name="IsChanged">Whether the run starts it, or starts it anew.</param>
internal sealed record FormerService(string Unit, bool WasActive, bool IsChanged);
