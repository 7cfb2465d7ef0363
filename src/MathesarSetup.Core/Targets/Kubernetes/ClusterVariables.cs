using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The variables of a container as Kubernetes makes them: of whole objects, then one by one, the later over the former.</summary>
internal sealed partial class ClusterVariables(ClusterItems items)
{
    // What Mathesar cannot be found without, whatever else may stand in an object that is not here.
    private static readonly string[] s_needed = ["SECRET_KEY", "POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    public ImmutableDictionary<string, FoundText> Of(FoundFile file, YamlNode? container)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        foreach (var source in container.Items("envFrom"))
        {
            Add(file, source, variables);
        }

        foreach (var entry in container.Items("env"))
        {
            if (entry.Text("name") is { } name && Value(file, entry, variables) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables.ToImmutable();
    }

    private void Add(FoundFile file, YamlNode source, ImmutableDictionary<string, FoundText>.Builder variables)
    {
        var (kind, of) = source.At("configMapRef") is { } map ? ("ConfigMap", map) : ("Secret", source.At("secretRef"));
        var (name, prefix) = (of.Text("name"), source.Text("prefix") ?? "");
        if (items.Data(kind, name) is { } data)
        {
            foreach (var (key, text) in data)
            {
                variables[prefix + key] = text;
            }
        }
        else if (of.Text("optional") is not "true")
        {
            foreach (var needed in s_needed.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
            {
                variables[needed] = Elsewhere(kind, name, source.Place(file));
            }
        }
    }

    private FoundText? Value(FoundFile file, YamlNode entry, ImmutableDictionary<string, FoundText>.Builder before)
    {
        if (entry.At("value") is YamlNode.Scalar value)
        {
            return Expanded(value.IsNull ? "" : value.Value, value.Place(file), before);
        }

        var (open, secret) = (entry.At("valueFrom", "configMapKeyRef"), entry.At("valueFrom", "secretKeyRef"));
        if ((open ?? secret) is not { } reference)
        {
            return entry.At("valueFrom") is null ? null : new FoundText("", entry.Place(file)) { FilledInBy = "the pod itself says it" };
        }

        var kind = open is not null ? "ConfigMap" : "Secret";
        return items.Data(kind, reference.Text("name"))?.GetValueOrDefault(reference.Text("key") ?? "")
            ?? (reference.Text("optional") is "true" ? null : Elsewhere(kind, reference.Text("name"), entry.Place(file)));
    }

    private FoundText Elsewhere(string kind, string? name, Place at) => new(name ?? "?", at) { FilledInBy = items.Keeper(kind, name) };

    // $(NAME) stands for a variable above it; what none sets stays as it is, and two dollar signs are one.
    private static FoundText Expanded(string text, Place at, ImmutableDictionary<string, FoundText>.Builder before)
    {
        string? filled = null;
        var value = Reference().Replace(text, match =>
        {
            if (match.Value == "$$")
            {
                return "$";
            }

            var found = before.GetValueOrDefault(match.Groups[1].Value);
            filled ??= found?.FilledInBy;
            return found?.Value ?? match.Value;
        });
        return new FoundText(value, at) { FilledInBy = filled, HasPlainDollars = !value.Contains("$(", StringComparison.Ordinal) };
    }

    [GeneratedRegex(@"\$\$|\$\(([A-Za-z_.-][A-Za-z0-9_.-]*)\)")]
    private static partial Regex Reference();
}
