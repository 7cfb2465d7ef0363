using System.Collections.Immutable;

namespace MathesarSetup.Targets.Common;

/// <summary>Writes <c>.gitignore</c>, so that an install directory can be a Git repository without its secrets.</summary>
public static class GitIgnore
{
    private static readonly string[] s_always = [".mathesar-setup/", "backup*", "data/"];

    public static string Write(ImmutableArray<GeneratedFile> files) =>
        "# Secrets and data. Everything else here may go into a repository.\n"
        + string.Concat(files.Where(f => f.IsPrivate).Select(f => f.Path).Concat(s_always).Select(path => $"/{path}\n"));
}
