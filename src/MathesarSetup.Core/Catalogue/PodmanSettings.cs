using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MathesarSetup.Catalogue;

/// <summary>The questions that only Podman asks.</summary>
public static partial class PodmanSettings
{
    /// <summary>The last Podman without Quadlet.</summary>
    public static readonly Version WithoutQuadlet = new(4, 3);

    public static readonly Setting<Version> Version = new()
    {
        Key = "podman.version",
        Title = "Podman version",
        Help = "What `podman --version` says on the machine, or any older one: newer versions read the same files.",
        Why = "Podman's unit files learn a few keys with every version. The files are written for this one: 4.9 is Ubuntu 24.04's, 5.4 Debian 13's. "
            + "Debian 12 has 4.3, which reads no units yet and gets a script instead.",
        Codec = Codecs.Of(new Editor.Text("4.9"), v => string.Create(CultureInfo.InvariantCulture, $"{v.Major}.{v.Minor}"), text =>
            Spoken().Match(text.Trim()) is not { Success: true } match
            ? (WithoutQuadlet, "A version looks like 4.9 or 5.4.2: type what podman --version says.")
            : new Version(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) is var version
                && version >= WithoutQuadlet ? (version, (string?)null)
            : (WithoutQuadlet,
                "Podman 4.3 or newer is needed: older ones know neither secrets as variables nor health checks as they are used here.")),
        Default = _ => new Version(4, 9),
        Example = new Version(4, 4),
        AskedWhen = IsChosen,
        Rare = true,
        Settle = (_, answers) => IsChosen(answers) ? answers.DefaultText(Version!) : null,
    };

    public static readonly Setting<bool> AsRoot = new()
    {
        Key = "podman.user",
        Title = "Whose containers they are",
        Help = "Whether an ordinary user runs them, or root.",
        Why = "An ordinary user needs no rights at all, and a break-out from a container has none either. "
            + "Root is needed to open ports below 1024, unless the machine allows them to everybody.",
        Codec = Codecs.Choice(
            (false, new Option("ordinary", "An ordinary user's", "No rights are needed; units lie in ~/.config/containers/systemd.")),
            (true, new Option("root", "Root's", "Opens every port; units lie in /etc/containers/systemd."))),
        Default = _ => false,
        Example = true,
        AskedWhen = IsChosen,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<bool> AutoUpdate = new()
    {
        Key = "podman.auto-update",
        Title = "Fetch newer images by themselves",
        Help = "Lets `podman auto-update` fetch images again that were published anew under the same tag, and restart what uses them.",
        Why = "Only for what a tag promises to keep: PostgreSQL's minor versions and repaired images. Mathesar's own release changes only when you "
            + "change it. The timer podman-auto-update.timer has to be enabled too.",
        Codec = Codecs.Flag,
        Default = _ => false,
        Example = true,
        AskedWhen = IsChosen,
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All = [AsRoot, Version, AutoUpdate];

    private static bool IsChosen(Answers answers) => TargetKinds.Of(answers).Engine is ContainerEngine.Podman;

    [GeneratedRegex(@"^(?:podman (?:version )?)?([0-9]{1,3})\.([0-9]{1,3})(?:\.[0-9A-Za-z.+~-]*)?$")]
    private static partial Regex Spoken();
}
