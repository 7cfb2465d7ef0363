using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Common;

/// <summary>Variables of a container in a raw env file, which its owner alone may read.</summary>
public static class ContainerEnvFile
{
    public static string NameOf(Service service) => $"{service.Name}.env";

    /// <param name="header">Who reads the file, and how.</param>
    public static GeneratedFile Make(Service service, IEnumerable<EnvironmentEntry> entries, string header, string about)
    {
        var file = new RawEnvFile(header);
        foreach (var entry in entries)
        {
            file.Blank();
            file.Add(entry.Name, entry.Value, entry.IsSecret && entry.From?.Why is { } why ? $"{entry.Comment} {why}" : entry.Comment);
        }

        return new GeneratedFile(NameOf(service), file.Write(), about) { Mode = GeneratedFile.Private };
    }
}
