using MathesarSetup.Findings;

namespace MathesarSetup.Reference;

/// <summary>A finding that can be met, apart from the words of one case.</summary>
/// <param name="Code">Its stable name.</param>
/// <param name="Severity">How much it matters when it is first told.</param>
/// <param name="About">What it means and what to do.</param>
public sealed record FindingCode(string Code, Severity Severity, string About);
