using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>Reads what a container gets from elsewhere: secrets that Podman keeps, and files of variables that are not there.</summary>
internal static class QuadletSecrets
{
    // What Mathesar cannot be found without, whatever else such a file may hold.
    private static readonly string[] s_needed = ["SECRET_KEY", "POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    /// <summary>Variables that are secrets: with the value that the file beside holds, or with the name of who keeps it.</summary>
    public static IEnumerable<KeyValuePair<string, FoundText>> Of(QuadletUnit unit, QuadletContext context, string service)
    {
        // A generated installation hands them to podman from this file.
        var kept = context.File($"{service}.env") is { } file ? RawVariables.Of(file).ToImmutableDictionary(StringComparer.Ordinal) : [];
        foreach (var entry in unit.All("Secret"))
        {
            var text = unit.Plain(entry);
            if (PodmanSecret.IsVariable(text))
            {
                var target = PodmanSecret.Target(text);
                yield return KeyValuePair.Create(target, kept.GetValueOrDefault(target) ?? PodmanSecret.Held(text, entry.At));
            }
        }
    }

    /// <summary>The variables that may stand in a file that is not there.</summary>
    public static IEnumerable<KeyValuePair<string, FoundText>> Elsewhere(string path, UnitEntry entry) => s_needed.Select(name =>
        KeyValuePair.Create(name, new FoundText(path, entry.At) { FilledInBy = $"{path} may hold it, and that file is not here" }));
}
