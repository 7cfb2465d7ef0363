using System.Globalization;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>The PostgreSQL that a distribution installed.</summary>
internal static class Postgres
{
    private static readonly string[] s_needed = ["postgres", "initdb", "psql"];

    /// <summary>Whether one is there that could serve; of one outside of every folder of a version only the script can tell which it is.</summary>
    /// <param name="version">The major version that made the data; null for data that is not there yet.</param>
    public static bool IsThere(string? version, Release release) =>
        version?.All(char.IsAsciiDigit) is not false
        && (version is not null ? [version] : Enumerable.Range(release.OldestPostgres, release.NewestPostgres - release.OldestPostgres + 1)
            .Select(static major => major.ToString(CultureInfo.InvariantCulture)))
        .SelectMany(Folders).Append("/usr/bin").Any(IsWhole);

    /// <summary>Where the programs of a major version lie; null where they do not.</summary>
    public static string? FolderOf(string version) =>
        version.Length > 0 && version.All(char.IsAsciiDigit) ? Folders(version).FirstOrDefault(IsWhole) : null;

    private static string[] Folders(string major) =>
        [$"/usr/lib/postgresql/{major}/bin", $"/usr/pgsql-{major}/bin", $"/usr/lib/postgresql{major}/bin"];

    private static bool IsWhole(string folder) => s_needed.All(program => File.Exists(Path.Join(folder, program)));
}
