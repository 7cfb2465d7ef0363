namespace MathesarSetup.Targets;

/// <summary>A file as one target writes it for one scenario.</summary>
internal sealed record GoldenFile(string Scenario, string Target, string Path, string Mode, string Content)
{
    /// <summary>Where it is found in a list and in the name of a passage.</summary>
    public string Case => $"{Scenario}/{Target}/{StoredPath}";

    /// <summary>Under its own name, Git would obey .gitignore.</summary>
    public string StoredPath => Path == ".gitignore" ? "gitignore" : Path;

    public static string PathOf(string stored) => stored == "gitignore" ? ".gitignore" : stored;

    public static GoldenFile Of(string scenario, string target, GeneratedFile file) =>
        new(scenario, target, file.Path, Convert.ToString((int)file.Mode, 8).PadLeft(4, '0'), file.Content);
}
