using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Reads variables that name a file with the value, as PostgreSQL's image takes them (<c>POSTGRES_PASSWORD_FILE</c>): from a secret of Compose's or
/// Swarm's, or from a mounted file.
/// </summary>
/// <param name="missing">Where to put files that are named and are not here.</param>
internal sealed class ComposeSecrets(FoundNode.Map secrets, IReadOnlyDictionary<string, FoundFile> files, Dictionary<string, FoundText> missing)
{
    private const string Folder = "/run/secrets";

    // The image reads these from files; Mathesar reads none.
    private static readonly string[] s_names = ["POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"];

    /// <summary>The variables with those that stand in files; one that cannot be read says what holds it.</summary>
    public ImmutableDictionary<string, FoundText> Into(
        ImmutableDictionary<string, FoundText> variables, FoundNode.Map service, ImmutableArray<FoundMount> mounts)
    {
        foreach (var name in s_names)
        {
            if (variables.GetValueOrDefault($"{name}_FILE") is { Value.Length: > 0 } path
                && variables.GetValueOrDefault(name) is null or { Value: "" })
            {
                var (text, holder) = Read(path, service, mounts);
                variables = variables.SetItem(name, path with
                {
                    Value = text ?? $"${{{name}}}",
                    FilledInBy = text is null ? holder : null,
                    HasPlainDollars = true,
                });
            }
        }

        return variables;
    }

    private (string? Text, string Holder) Read(FoundText inside, FoundNode.Map service, ImmutableArray<FoundMount> mounts)
    {
        foreach (var item in service.Find("secrets")?.Value is FoundNode.List list ? list.Items : [])
        {
            var name = item is FoundNode.Map map ? ComposeForms.Text(map, "source") : (item as FoundNode.Text)?.Value;
            var target = item is FoundNode.Map long_ ? ComposeForms.Text(long_, "target") : null;
            if (name is not null && (target is ['/', ..] ? target : $"{Folder}/{target ?? name}") == inside.Value)
            {
                return Secret(name, inside);
            }
        }

        var mount = mounts.FirstOrDefault(m => m.IsPath && (m.Target == inside.Value
            || inside.Value.StartsWith($"{m.Target.TrimEnd('/')}/", StringComparison.Ordinal)));
        return mount is null
            ? (null, $"it stands in {inside.Value} inside the container, which no file here brings there")
            : File(ComposeFiles.Join("", mount.Source + inside.Value[mount.Target.TrimEnd('/').Length..]), inside);
    }

    private (string? Text, string Holder) Secret(string name, FoundText inside) =>
        secrets.Find(name)?.Value is not FoundNode.Map secret ? (null, $"the secret {name} holds it, and no file here says where that is")
            : ComposeForms.Text(secret, "file") is { } file ? File(ComposeFiles.Join("", file), inside)
            : ComposeForms.Text(secret, "environment") is { } variable ? (null, ImportFindings.Unset([variable]))
            : (null, $"the secret {name} holds it, which Docker keeps to itself");

    private (string? Text, string Holder) File(string path, FoundText inside)
    {
        if (files.TryGetValue(path, out var file))
        {
            return (file.Text.TrimEnd('\n', '\r'), "");
        }

        missing.TryAdd(path, inside with { Value = path });
        return (null, $"{path} holds it, and could not be read");
    }
}
