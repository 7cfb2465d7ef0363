using System.Collections.Immutable;
using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>All units of an installation, by file name and in the order in which they start.</summary>
internal static class QuadletFiles
{
    public static ImmutableArray<GeneratedFile> Of(Plan plan) =>
    [
        Make(plan, $"{PodmanNames.NetworkUnit(plan)}.network", [Description("Network", plan), .. NetworkName(plan)],
            "The network in which the containers find each other by name."),
        .. PodmanPlan.Version(plan) < QuadletVersions.NamesThings
            ? []
            : plan.Volumes.Select(v => Make(plan, $"{PodmanNames.Volume(plan, v.Name)}.volume",
                [
                    Description("Volume", plan),
                    UnitLine.Plain("Volume", "VolumeName", PodmanNames.Volume(plan, v.Name), "Without it the volume would carry Quadlet's name."),
                ], $"{v.Why} It outlives the containers.")),
        .. plan.Services.Select(s =>
            Make(plan, $"{PodmanNames.Container(plan, s)}.container", QuadletContainer.Lines(plan, s), s.Why, PodmanNames.Container(plan, s))),
    ];

    private static UnitLine Description(string what, Plan plan) => UnitLine.Plain("Unit", "Description", $"{what} of {plan.Name}");

    private static IEnumerable<UnitLine> NetworkName(Plan plan) => PodmanPlan.Version(plan) < QuadletVersions.NamesThings
        ? []
        : [UnitLine.Plain("Network", "NetworkName", plan.Name, "Without it the network would carry Quadlet's name.")];

    private static GeneratedFile Make(Plan plan, string name, ImmutableArray<UnitLine> lines, string why, string container = "")
    {
        var unit = new SystemdUnit($"{why}\nPodman's Quadlet makes a service of this file. ./install.sh puts it in its place: "
            + "change it here, then run that again. It holds no secret.");
        var sections = new Dictionary<string, List<UnitLine>>(StringComparer.Ordinal);
        foreach (var line in QuadletVersions.Lower(lines, PodmanPlan.Version(plan), container))
        {
            (sections.TryGetValue(line.Section, out var list) ? list : sections[line.Section] = []).Add(line);
        }

        if (name.EndsWith(".network", StringComparison.Ordinal))
        {
            // Quadlet asks for its own section even where it is empty.
            sections.TryAdd("Network", []);
        }

        foreach (var (section, entries) in sections)
        {
            Write(section is "Container" or "Network" or "Volume" ? unit.QuadletSection(section) : unit.Section(section), entries);
        }

        return new GeneratedFile($"{PodmanNames.Folder}/{name}", unit.Write(), why);
    }

    private static void Write(SystemdSection section, List<UnitLine> lines)
    {
        foreach (var line in lines)
        {
            switch (line.Form)
            {
                case UnitForm.Words:
                    section.AddWords(line.Key, [.. line.Words], line.Comment);
                    break;
                case UnitForm.Command:
                    section.AddCommand(line.Key, [.. line.Words], line.Comment);
                    break;
                default:
                    section.Add(line.Key, line.Words[0], line.Comment);
                    break;
            }
        }
    }
}
