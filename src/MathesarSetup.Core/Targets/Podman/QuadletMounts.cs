using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>Volumes, files and folders of a container, with what SELinux wants to know of them.</summary>
internal static class QuadletMounts
{
    /// <summary>Where the start script appears inside.</summary>
    public const string StartScript = "/mathesar-setup/start.sh";

    public static IEnumerable<UnitLine> Lines(Plan plan, Service service)
    {
        if (service.Start is StartCommand.Script)
        {
            yield return Volume(SystemdWord.Join([.. Place(plan, "./" + PodmanNames.StartScript), $":{StartScript}:ro,Z"]),
                "The start script, which stands beside this installation's other files. Z gives a file to this container alone, where SELinux asks.");
        }

        foreach (var mount in service.Mounts)
        {
            yield return Volume(Value(plan, mount), mount.Why);
        }

        if (service.Mounts.OfType<Mount.Bind>().Any(b => b.MustExist))
        {
            yield return UnitLine.Plain("Container", "SecurityLabelDisable", "true",
                "Files of yours are not labelled anew, because others use them too; "
                    + "so SELinux does not confine this container.") with
            { Option = "--security-opt=label=disable" };
        }
    }

    /// <summary>Folders that have to be there before the container: Podman makes none.</summary>
    public static IEnumerable<UnitLine> Directories(Plan plan, Service service) =>
        service.Mounts.OfType<Mount.Bind>().Where(b => !b.ReadOnly).Select(b =>
            new UnitLine("Service", "ExecStartPre", ["/bin/mkdir", "-p", SystemdWord.Join([.. Place(plan, b.Source)])])
            {
                Form = UnitForm.Command,
                Comment = "The folder for the data, if it is not there yet.",
            });

    private static UnitLine Volume(SystemdWord value, string why) => UnitLine.Plain("Container", "Volume", value, why);

    private static SystemdWord Value(Plan plan, Mount mount) => mount.Match<SystemdWord>(
        volume =>
            $"{PodmanNames.Volume(plan, volume.Volume)}{(PodmanPlan.Version(plan) < QuadletVersions.NamesThings ? "" : ".volume")}:{volume.Path}",
        bind => SystemdWord.Join([.. Place(plan, bind.Source), $":{PodmanPlan.Carried(bind.Path)}:{Options(bind)}"]));

    private static string Options(Mount.Bind bind) => (bind.ReadOnly, bind.MustExist) switch
    {
        (true, true) => "ro",
        (true, false) => "ro,Z",
        _ => "Z",
    };

    // What lies in the install directory is reached by the link to it.
    private static SystemdText[] Place(Plan plan, string source) => source.StartsWith("~/", StringComparison.Ordinal)
        ? [SystemdText.Specifier('h'), PodmanPlan.Carried(source[1..])]
        : source.StartsWith("./", StringComparison.Ordinal)
        ? [SystemdText.Specifier('E'), $"/{PodmanNames.Link(plan)}/{PodmanPlan.Carried(source[2..])}"]
        : source.StartsWith("~/", StringComparison.Ordinal) ? [SystemdText.Specifier('h'), PodmanPlan.Carried(source[1..])]
        : [PodmanPlan.Carried(source)];
}
