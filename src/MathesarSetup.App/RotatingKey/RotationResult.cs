using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.App.RotatingKey;

/// <summary>How a change of the secret key ended.</summary>
/// <param name="Outcome">As of any installing.</param>
/// <param name="Passwords">How many stored passwords were brought to the new key.</param>
/// <param name="Cells">How many cells that name a file.</param>
public sealed record RotationResult(ApplyOutcome Outcome, ImmutableArray<Finding> Findings, int Passwords = 0, int Cells = 0);
