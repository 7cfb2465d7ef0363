using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>
/// The questions about programs that run on the machine itself, without containers. Their keys are named after what keeps them running.
/// </summary>
public static class HostSettings
{
    public static readonly Setting<bool> ForOneUser = new()
    {
        Key = "systemd.scope",
        Title = "For whom it runs",
        Help = "Whether Mathesar belongs to the whole machine or to the user who installs it.",
        Why = "For the whole machine, root installs it and a user of its own runs it. For one user nothing needs root: "
            + "everything lies below the home directory, and the port is 1024 or higher.",
        Codec = Codecs.Choice(
            (false, new Option("system", "The whole machine", "Needs root once; runs as a user of its own, shut off from the rest.")),
            (true, new Option("user", "One user", "Needs no root; runs as that user, also while nobody is logged in."))),
        Default = _ => false,
        Example = true,
        AskedWhen = RunSettings.OnHost,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> Directory = new()
    {
        Key = "systemd.directory",
        Title = "Program directory",
        Help = "Where Mathesar's program and its data lie: a whole path, or one below the home directory, such as ~/.local/share/mathesar.",
        Codec = Codecs.Text("/opt/mathesar", Problem),
        Default = a => a.Get(ForOneUser) ? $"~/.local/share/{a.Get(RunSettings.Name)}" : $"/opt/{a.Get(RunSettings.Name)}",
        Example = "/srv/tables",
        AskedWhen = RunSettings.OnHost,
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> Account = new()
    {
        Key = "systemd.user",
        Title = "System user",
        Help = "The user, and the group of the same name, as whom Mathesar runs; made if it is not there yet.",
        Codec = Codecs.Text("mathesar", text => text.Length is > 0 and <= 31
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_') && !char.IsAsciiDigit(text[0]) && text[0] != '-'
            ? text == "root" ? "Mathesar does not run as root: whoever broke into it would own the machine. Choose another name." : null
            : "A user's name has 1 to 31 lower-case letters, digits, hyphens and underscores, and starts with a letter."),
        Default = a => Fit(a.Get(RunSettings.Name)),
        Example = "tables",
        AskedWhen = a => RunSettings.OnHost(a) && !a.Get(ForOneUser),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly ImmutableArray<Setting> All = [ForOneUser, Directory, Account];

    // An installation's name may be longer than a user's, and start with a digit.
    private static string Fit(string name) =>
        (char.IsAsciiDigit(name[0]) ? $"m{name}" : name) is var user && user.Length <= 31 ? user : user[..31].TrimEnd('-', '_');

    private static string? Problem(string path) => path switch
    {
        _ when !path.StartsWith('/') && !path.StartsWith("~/", StringComparison.Ordinal) =>
            "Give a whole path such as /opt/mathesar, or one below the home directory such as ~/mathesar.",
        _ when path.Trim('/', '~').Length == 0 => "Give a directory of its own, such as /opt/mathesar.",
        _ when path.Split('/').Any(part => part is ".." or ".") => "The path must not hold `.` or `..`; give the whole path.",
        _ when path[^1] is '\'' or '"' or '\\' =>
            "systemd takes a quotation mark or a backslash at the end of a path for its own. Choose another name.",
        _ when path.EnumerateRunes().Any(r => r.Value is >= 0xFDD0 and <= 0xFDEF || (r.Value & 0xFFFE) == 0xFFFE) =>
            "The path holds a character that Unicode keeps free, which systemd refuses. Take it out.",
        _ when path.Contains(':', StringComparison.Ordinal) =>
            "Python's environments do not work in a directory with a colon in its name. Choose another.",
        _ => null,
    };
}
