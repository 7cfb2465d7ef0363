using System.Collections.Immutable;

namespace MathesarSetup.Targets;

/// <summary>A container as a target's own script makes it, which sees by a number of both whether one that is there is still the same.</summary>
/// <param name="Files">The files whose content it watches, below the install directory.</param>
/// <param name="Arguments">What it hands to the engine's <c>run</c>.</param>
public sealed record ScriptedContainer(ImmutableArray<string> Files, ImmutableArray<string> Arguments);
