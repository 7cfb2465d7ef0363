namespace MathesarSetup.Findings;

/// <summary>How much a finding matters: an error forbids finishing, a warning wants a decision, a note only informs.</summary>
public enum Severity
{
    Error,
    Warning,
    Note,
}
