using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Compose;

namespace MathesarSetup.Setups;

/// <summary>Reads what a person wrote into the files of an installation beyond what was generated.</summary>
public static class AdditionsReader
{
    /// <summary>Reads Compose files with the <c>.env</c> beside them, as Compose would.</summary>
    /// <param name="composeFiles">The Compose files in their order; null to choose as Compose does.</param>
    public static WrittenProject OfCompose(ImmutableArray<FoundFile> files, ImmutableArray<string>? composeFiles = null) =>
        ComposeWritten.Read(files, composeFiles);

    /// <summary>The Compose files that are read of those that are there, in their order.</summary>
    public static ImmutableArray<string> Read(IReadOnlyCollection<string> names, string env) => ComposeFiles.Of(names, env);

    /// <summary>The names of files that Compose files name, such as those of <c>env_file</c>, as they stand there.</summary>
    public static ImmutableArray<string> NamesIn(FoundFile file) => ComposeWritten.NamesIn(file);

    /// <summary>Names of all services of Compose files.</summary>
    public static ImmutableArray<string> ServiceNames(ImmutableArray<FoundFile> files) =>
        ComposeReader.Read(files, [.. files.Select(static f => f.Path)], "").Found is { } found ? [.. found.Services.Select(static s => s.Name)] : [];

    /// <summary>Holds raw env files of containers against the generated ones.</summary>
    /// <param name="files">By service: the file as generated and as it stands.</param>
    public static FileAdditions OfEnvFiles(IEnumerable<KeyValuePair<string, (FoundFile Generated, FoundFile Present)>> files) => new()
    {
        Services =
            files.Select(static f => KeyValuePair.Create(f.Key,
                new ServiceAdditions { Variables = FileAdditions.Changed(Values(f.Value.Generated), Values(f.Value.Present)) }))
                .Where(static f => !f.Value.Variables.IsEmpty).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>The names of all files that Compose may read, if they are there.</summary>
    /// <param name="env">The text of <c>.env</c>, where <c>COMPOSE_FILE</c> may name some.</param>
    public static ImmutableArray<string> PossibleNames(string env) => [.. ComposeFiles.FirstNames, .. NamesBeside(env)];

    /// <summary>The names of files that Compose reads besides <c>compose.yaml</c>, if they are there.</summary>
    /// <param name="env">The text of <c>.env</c>, where <c>COMPOSE_FILE</c> may name some.</param>
    public static ImmutableArray<string> NamesBeside(string env) => ComposeFiles.Beside(env);

    private static Dictionary<string, string> Values(FoundFile file) =>
        RawVariables.Of(file).ToDictionary(static v => v.Key, static v => v.Value.Value, StringComparer.Ordinal);
}
