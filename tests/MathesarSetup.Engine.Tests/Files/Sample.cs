using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>Which files are wanted; <c>Forced</c> wants the second ones over hand edits.</summary>
internal enum Generation
{
    First,
    Second,
    Forced,
}

/// <summary>Two generations of files, and ways to look at a directory.</summary>
internal static class Sample
{
    public static readonly FileSet First = Of(
        new GeneratedFile("compose.yaml", "services:\n  mathesar:\n    image: mathesar:1\n", "What runs."),
        Secret("hunter2secret"),
        new GeneratedFile("run.sh", "#!/bin/sh\nset -eu\n", "Runs it.") { Mode = GeneratedFile.Executable },
        new GeneratedFile("caddy/Caddyfile", "localhost\n", "The proxy."));

    public static readonly FileSet Second = Of(
        new GeneratedFile("compose.yaml", "services:\n  mathesar:\n    image: mathesar:2\n", "What runs."),
        Secret("correcthorse"),
        First.Files[2],
        new GeneratedFile("sso.yml", "version: 1\n", "Sign-in."));

    /// <summary>What a person wrote where the second generation differs too.</summary>
    public const string Edited = "services:\n  mathesar:\n    image: mathesar:mine\n";

    public static FileSet Of(Generation generation) => generation == Generation.First ? First : Second;

    public static FileSet Of(params ImmutableArray<GeneratedFile> files) => new(files, []);

    /// <summary>What lies below the root apart from the wizard's own folder.</summary>
    public static SortedDictionary<string, string> Contents(string root, bool andStaged = true) => new(
        Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Select(path => Path.GetRelativePath(root, path))
                .Where(path => !path.StartsWith(".mathesar-setup/", StringComparison.Ordinal)
                    && (andStaged || !path.Contains(".mathesar-setup-", StringComparison.Ordinal)))
                .ToDictionary(static path => path, path => File.ReadAllText(Path.Join(root, path)), StringComparer.Ordinal)
            : [],
        StringComparer.Ordinal);

    /// <summary>Journals that were left behind.</summary>
    public static string[] Journals(string root) =>
        Directory.Exists(Path.Join(root, ".mathesar-setup")) ? Directory.GetFiles(Path.Join(root, ".mathesar-setup"), "journal*") : [];

    public static SortedDictionary<string, string> ContentsOf(FileSet files) =>
        new(files.Files.ToDictionary(static file => file.Path, static file => file.Content, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Path, time and mode of everything below the root, the wizard's own folder included.</summary>
    public static string[] Stamps(string root) =>
        [.. Directory.EnumerateFileSystemEntries(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(static path => string.Create(CultureInfo.InvariantCulture, $"{path} {File.GetLastWriteTimeUtc(path):O} {ModeOf(path)}"))
            .Order(StringComparer.Ordinal)];

    /// <summary>A mode as <c>ls</c> writes it.</summary>
    public static string ModeOf(string path)
    {
        var mode = (int)File.GetUnixFileMode(path);
        return string.Concat("rwxrwxrwx".Select((letter, i) => (mode & (0x100 >> i)) == 0 ? '-' : letter));
    }

    private static GeneratedFile Secret(string password) =>
        new(".env", $"# Holds secrets.\nMATHESAR_DATABASE_PASSWORD={password}\n", "Values.") { Mode = GeneratedFile.Private };
}
