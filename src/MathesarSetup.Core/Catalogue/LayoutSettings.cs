using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Whose the files of an installation are. Nobody is asked; an import answers.</summary>
public enum FileLayout
{
    /// <summary>They are generated.</summary>
    Own,

    /// <summary>Somebody else wrote them, and a changed answer changes its own place in them alone.</summary>
    InPlace,
}

/// <summary>The answers about files that were there before this program.</summary>
public static class LayoutSettings
{
    public static readonly Setting<FileLayout> Layout = new()
    {
        Key = "install.layout",
        Title = "Whose files they are",
        Help = "Whether the files are generated, or stay as their author laid them out and are edited in place.",
        Why = "An installation that was there before keeps its own files: a changed answer changes its own line in them, and nothing else. "
            + "`mathesar-setup import --rewrite` lays them out anew instead.",
        Codec = Codecs.Choice(
            (FileLayout.Own, new Option("own", "Generated", "The files are made from the answers, with comments.")),
            (FileLayout.InPlace, new Option(InPlaceText, "Yours, edited in place", "A changed answer changes its own line and no other."))),
        Default = static _ => FileLayout.Own,
        Example = FileLayout.InPlace,
        AskedWhen = static a => a.AnsweredKeys.Contains("install.layout"),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> Files = new()
    {
        Key = "install.files",
        Title = "The Compose files",
        Help = "The Compose files of an installation that is edited in place, in their order, where they are not called as Compose expects.",
        Codec = Codecs.Text("docker-compose.prod.yml", static text =>
            text.Split(',').All(static name => name.Trim() is { Length: > 0 } path && path[0] != '/' && !path.Split('/').Contains(".."))
                || text.Length == 0
                ? null
                : "Give names of files below the install directory, separated by commas."),
        Default = static _ => "",
        Example = "docker-compose.prod.yml",
        AskedWhen = static a => a.AnsweredKeys.Contains("install.files"),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    /// <summary>How the answers call files that stay their author's.</summary>
    public const string InPlaceText = "in-place";

    public static readonly ImmutableArray<Setting> All = [Layout, Files];

    /// <summary>Whether a setting says whose files are, or that they were there before: it is no question, and an import alone answers it.</summary>
    public static bool Holds(Setting setting) => setting == Layout || setting == Files || setting == KeptSettings.Imported;

    /// <summary>Whether the files stay their author's.</summary>
    public static bool IsInPlace(Answers a) => a.Get(Layout) is FileLayout.InPlace;

    /// <summary>The Compose files that were chosen; null for those that Compose takes by itself.</summary>
    public static ImmutableArray<string>? ChosenFiles(Answers a) =>
        a.Get(Files) is { Length: > 0 } files ? [.. files.Split(',', StringSplitOptions.TrimEntries)] : null;
}
