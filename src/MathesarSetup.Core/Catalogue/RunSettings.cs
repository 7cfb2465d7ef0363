using System.Collections.Immutable;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Catalogue;

/// <summary>The questions about how and under which name Mathesar runs.</summary>
public static class RunSettings
{
    public static readonly Setting<string> Target = new()
    {
        Key = "target",
        Title = "How should Mathesar run?",
        Help = "What starts Mathesar and keeps it running.",
        Why = "Every way gets the same plan; only the files differ. The answers are kept when you change your mind.",
        Synonyms = ["runtime", "engine", "container", "cluster", "k8s", "bare metal"],
        Codec = Codecs.Choice([.. TargetKinds.All.Select(static t => new Option(t.Id, t.Title, t.Consequence))]),
        Default = _ => TargetKinds.All[0].Id,
        Example = TargetKinds.All[1].Id,
        Cost = ChangeCost.BeforeInstall,
        Settle = (_, answers) => answers.DefaultText(Target!),
    };

    public static readonly Setting<string> Name = new()
    {
        Key = "install.name",
        Title = "Name of this installation",
        Help = "What the names of everything that it makes begin with: containers, volumes, services.",
        Why = "Two installations on one machine need two names. The data lies in volumes that carry the name, so a new name "
            + "later starts with empty volumes.",
        Synonyms = ["prefix", "project"],
        Codec = Codecs.Text("mathesar",
            text => text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
                && text[0] is not ('-' or '_') && text[^1] is not ('-' or '_')
                ? null
                : "A name has 1 to 40 lower-case letters, digits, hyphens and underscores, and starts with a letter or a digit, "
                    + "such as mathesar or team-tables."),
        Default = _ => "mathesar",
        Example = "team-tables",
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
        Settle = (_, answers) => answers.DefaultText(Name!),
    };

    public static readonly Setting<Release> Version = new()
    {
        Key = "mathesar.version",
        Title = "Mathesar release",
        Help = "The exact release that runs; it changes only when you change it.",
        Why = "A tag like `latest` hides which release runs and upgrades at a moment nobody chose. Migrations do not run backwards, so an older "
            + "release is refused once a newer one has run.",
        Synonyms = ["upgrade", "update", "tag"],
        Codec = ReleaseCodec.Codec,
        Default = _ => Releases.Newest,
        Example = Releases.Find("0.11.0")!,
        Rare = true,
        Settle = (_, answers) => answers.DefaultText(Version!),
    };

    public static readonly Setting<string> Image = new()
    {
        Key = "mathesar.image",
        Title = "Mathesar's image",
        Help = "The container image; change it when you keep a copy in a registry of your own.",
        Synonyms = ["registry", "mirror"],
        Codec = Images.Codec,
        Default = a => OfficialImages.Of(a.Get(Version)).Text,
        Example = "registry.example.com/mathesar/mathesar:0.11.0",
        // Without containers there is no image; one that was named is told to be of no use there.
        AskedWhen = static a => !OnHost(a) || a.IsAnswered(Image!),
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All = [Target, Name, Version, Image];

    /// <summary>Whether everything runs on the machine itself, without containers.</summary>
    public static bool OnHost(Answers a) => TargetKinds.Of(a).Home is TargetHome.Host;
}
