using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>Carries a finding from where it was met to the edge of the engine, where it becomes a result.</summary>
internal sealed class FindingException(Finding finding) : Exception(finding.Message)
{
    public Finding Finding { get; } = finding;
}
