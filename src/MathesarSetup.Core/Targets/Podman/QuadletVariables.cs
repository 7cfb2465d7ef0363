using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Targets.Podman;

/// <summary>The variables that stand openly in a unit of Podman's.</summary>
internal static class QuadletVariables
{
    /// <param name="name">The name of the unit's file.</param>
    public static ImmutableDictionary<string, string> Of(string name, string text) => QuadletUnit.Of([new FoundFile(name, text)])
        .SelectMany(static unit => unit.Assignments()).GroupBy(static said => said.Name, StringComparer.Ordinal)
        .ToImmutableDictionary(static group => group.Key, static group => group.Last().Value, StringComparer.Ordinal);
}
