using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Reads the variables of a service: its env files in all their forms, and what stands over them.</summary>
/// <param name="missing">Where to put files that are named and are not here.</param>
internal sealed class ComposeVariables(
    IReadOnlyDictionary<string, FoundFile> files, ComposeEnvironment environment, Dictionary<string, FoundText> missing)
{
    /// <summary>An env file of a service; the file is null where it is not here.</summary>
    public sealed record Named(string Path, FoundText At, FoundFile? File, bool IsRaw, bool IsRequired);

    public ImmutableArray<Named> Files(FoundNode.Map service) => service.Find("env_file") is { } entry ? [.. Files(entry.Value)] : [];

    public ImmutableDictionary<string, FoundText> Of(FoundNode.Map service)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        // To the references of an env file, those before it beat .env, which beats the file itself.
        var known = environment;
        foreach (var file in Files(service).Where(static f => f.File is not null))
        {
            var found = FromFile(file, known).ToArray();
            known = known.Over(found);
            Array.ForEach(found, v => variables[v.Name] = Said(v.Name, v.Found, file.File!.Text));
        }

        foreach (var entry in service.Find("environment") is { } own && ComposeLayers.Pairs(own.Value) is FoundNode.Map pairs ? pairs.Entries : [])
        {
            if (entry.Value is FoundNode.Text text)
            {
                variables[entry.Key] = ComposeServiceReader.From(text) with
                {
                    At = entry.At with { Last = Math.Max(entry.At.Last, text.At.Last) },
                };
                // A name without a value gets that of .env, or of whatever starts Compose.
                if (text.IsNull)
                {
                    variables[entry.Key] = Passed(entry.Key, variables[entry.Key]);
                }
            }
        }

        return variables.ToImmutable();
    }

    private FoundText Passed(string name, FoundText there) => environment.Find(name) is { } value && !environment.Open.ContainsKey(name)
        ? there with { Value = value, Names = [name], HasPlainDollars = true }
        : there with { Value = $"${{{name}}}", Names = [name], FilledInBy = ImportFindings.Unset([name]) };

    private static IEnumerable<(string Name, FoundText Found)> FromFile(Named named, ComposeEnvironment known) => named.IsRaw
        ? RawVariables.Of(named.File!).Select(static v => (v.Key, v.Value))
        : ComposeEnvironment.Read(named.File!, known);

    private static FoundText Said(string name, FoundText found, string file) => found.Names is [] ? found with { HasPlainDollars = true }
        : found with
        {
            Value = $"${{{found.Names[0]}}}",
            FilledInBy = Settings.All.Any(s => s.Variable == name && !s.Secret) ? ImportFindings.Unset(found.Names)
                : ImportFindings.UnsetInSecret(found.Names, file),
            Names = [],
        };

    private IEnumerable<Named> Files(FoundNode node) => node switch
    {
        FoundNode.List list => list.Items.SelectMany(Files),
        FoundNode.Map map when map.Find("path")?.Value is FoundNode.Text path =>
            [Find(path, ComposeForms.Text(map, "format") is "raw", ComposeForms.Text(map, "required") is not "false")],
        FoundNode.Text { IsNull: false } text => [Find(text, isRaw: false, isRequired: true)],
        _ => [],
    };

    private Named Find(FoundNode.Text text, bool isRaw, bool isRequired)
    {
        var path = ComposeFiles.Join("", text.Value);
        var file = files.GetValueOrDefault(path);
        if (file is null)
        {
            missing.TryAdd(path, ComposeServiceReader.From(text));
        }

        return new Named(path, ComposeServiceReader.From(text), file, isRaw, isRequired);
    }
}
