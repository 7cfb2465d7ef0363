using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Systemd;

/// <summary>What a program of the machine gets as its environment: from its unit, from files, and from what the launcher reads by itself.</summary>
/// <param name="Variables">Of what stands several times, the one that counts.</param>
/// <param name="Parts">All that the files say, part by part.</param>
/// <param name="Files">The files.</param>
internal sealed record HostVariables(
    ImmutableDictionary<string, FoundText> Variables, ImmutableArray<FoundPart> Parts, ImmutableArray<FoundFile> Files)
{
    // What Mathesar cannot be found without, whatever else a file may hold that is not here.
    private static readonly string[] s_needed = ["SECRET_KEY", "POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    /// <param name="service">What the service is called.</param>
    public static HostVariables Of(ImmutableArray<FoundFile> files, HostUnit? web, string service)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        var parts = ImmutableArray.CreateBuilder<FoundPart>();
        var read = ImmutableArray.CreateBuilder<FoundFile>();
        variables.AddRange((web?.Variables() ?? []).GroupBy(static v => v.Key).Select(static g => g.Last()));
        foreach (var entry in web?.All("EnvironmentFile") ?? [])
        {
            Named(web!, entry, files, (file, lines) => Add(file, lines, service, variables, parts, read), variables);
        }

        // The launcher reads the file beside it over all that it was given; without a unit that is the only reader.
        if ((web?.Command?.ReadsEnvFile ?? true) && Launchers(files) is { } launcher && !read.Contains(launcher))
        {
            Add(launcher, LauncherEnvFile.Read(launcher.Text), service, variables, parts, read);
        }

        return new HostVariables(variables.ToImmutable(), parts.ToImmutable(), read.ToImmutable());
    }

    private static void Named(HostUnit web, UnitEntry entry, ImmutableArray<FoundFile> files,
        Action<FoundFile, IEnumerable<HostVariable>> add, ImmutableDictionary<string, FoundText>.Builder variables)
    {
        var path = web.Plain(entry).TrimStart('-');
        if (FoundFile.Named(files, path) is { } file)
        {
            add(file, web.Command?.ReadsEnvFile is true && file.Path == DotEnv.FileName
                ? LauncherEnvFile.Read(file.Text)
                : SystemdEnvFile.Read(file.Text));
            return;
        }

        foreach (var name in s_needed)
        {
            variables[name] = new FoundText(path, entry.At) { FilledInBy = $"{path} may hold it, and that file is not here" };
        }
    }

    private static FoundFile? Launchers(ImmutableArray<FoundFile> files) =>
        files.Where(BareMetalReader.Knows).OrderBy(static f => f.Path == DotEnv.FileName ? 0 : 1).FirstOrDefault();

    private static void Add(FoundFile file, IEnumerable<HostVariable> lines, string service, ImmutableDictionary<string, FoundText>.Builder variables,
        ImmutableArray<FoundPart>.Builder parts, ImmutableArray<FoundFile>.Builder read)
    {
        read.Add(file);
        var texts = file.Text.ReplaceLineEndings("\n").Split('\n');
        foreach (var line in lines)
        {
            var at = new Place(file.Path, line.Line, line.Last);
            parts.Add(new FoundPart(service, line.Name.Length == 0 ? "environment" : $"environment.{line.Name}", line.Value, at,
                string.Join('\n', texts[(line.Line - 1)..Math.Min(line.Last, texts.Length)]).Trim()));
            if (line.Name.Length > 0)
            {
                variables[line.Name] = new FoundText(line.Value, at) { HasPlainDollars = true };
            }
        }
    }
}
