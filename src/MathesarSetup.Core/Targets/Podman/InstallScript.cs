using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>The script that puts units and secrets where Podman and systemd look for them.</summary>
internal static class InstallScript
{
    public static string Write(Plan plan)
    {
        var script = new ShellScript(
            $"""
            Mathesar {plan.Release}, to be opened at {plan.Url}

             ./install.sh          put units and secrets in their place, start what is new or changed, wait until it answers
             ./install.sh print    only print the commands that it would run
             ./install.sh update   fetch the images again and start everything anew
             ./install.sh remove   stop it and take units and secrets away again; the data stays in its volumes

            The script may run as often as you like: what is as it should be is left alone.
            Units stand in the folder {PodmanNames.Folder}, secrets in the .env files; both are yours to change.
            """);
        script.Blank();
        script.Fixed(InstallScriptParts.Preamble);
        script.Assign("name", plan.Name);
        script.Assign("url", plan.Url.ToString());
        script.Assign("wanted", PodmanSettings.Version.Codec.Format(PodmanPlan.Version(plan)));
        script.Blank();
        script.Fixed(plan.Answers.Get(PodmanSettings.AsRoot) ? InstallScriptParts.Root : InstallScriptParts.User);
        script.Blank();
        script.Fixed(InstallScriptParts.Functions);
        script.Blank();
        script.Function("install", body => Install(body, plan));
        script.Blank();
        script.Function("remove", body => Remove(body, plan));
        script.Blank();
        script.Function("update", body =>
        {
            foreach (var service in plan.Services)
            {
                body.Run("act", "podman", "pull", service.Image!.Text);
            }

            body.Run("forget");
            body.Run("install");
        });
        script.Blank();
        script.Case(Sh.Argument(1, "install"),
            ("install", b => b.Run("install")), ("update", b => b.Run("update")), ("remove", b => b.Run("remove")),
            ("print", b =>
            {
                b.Assign("print", "yes");
                b.Run("install");
            }
        ),
            (null, b => b.Fixed(InstallScriptParts.Usage)));
        return script.Write();
    }

    private static void Install(ShellBlock body, Plan plan)
    {
        body.Run("check");
        foreach (var needed in plan.Services.SelectMany(s => s.Mounts).OfType<Mount.Bind>().Where(b => b.ReadOnly).Select(b => b.Source).Distinct())
        {
            body.Run("must_exist", needed);
        }

        body.Comment("Units reach the files here by a link, so that none of them holds the path.");
        body.Run("link");
        foreach (var service in plan.Services.Where(s => PodmanEnvironment.Kept(s).Any()))
        {
            body.Run("secrets", PodmanNames.Container(plan, service), ContainerEnvFile.NameOf(service));
        }

        body.Run(["units", .. QuadletFiles.Of(plan).Select(f => (ShellWord)Path.GetFileName(f.Path))]);
        foreach (var service in plan.Services)
        {
            body.Comment(service.Why);
            body.Run(["service", PodmanNames.Container(plan, service), .. Files(plan, service).Select(f => (ShellWord)f)]);
        }

        body.Fixed("""[ -n "$print" ] || echo "Mathesar answers at $url" """.TrimEnd());
    }

    // What a change of which has to start the service anew.
    private static IEnumerable<string> Files(Plan plan, Service service) =>
    [
        $"{PodmanNames.Folder}/{PodmanNames.Container(plan, service)}.container",
        .. PodmanEnvironment.Kept(service).Any() ? [ContainerEnvFile.NameOf(service)] : Array.Empty<string>(),
        .. service.Start is StartCommand.Script ? [PodmanNames.StartScript] : Array.Empty<string>(),
        .. PlannedFiles.MountedBy(plan, service).Select(f => f.Path),
    ];

    private static void Remove(ShellBlock body, Plan plan)
    {
        body.Run("allowed");
        foreach (var service in plan.Services.Reverse())
        {
            body.Run("stop", PodmanNames.Container(plan, service));
        }

        body.Run("stop", $"{PodmanNames.NetworkUnit(plan)}-network");
        body.Run("units");
        foreach (var service in plan.Services)
        {
            foreach (var entry in PodmanEnvironment.Kept(service))
            {
                body.Run("forget_secret", PodmanNames.Secret(plan, service, entry));
            }
        }

        body.Run("forget");
        body.Run("rm", "-f", Sh.Join(Sh.Variable("place"), "/", Sh.Variable("name")));
        body.Run(Sh.Command("podman", "network", "rm", QuadletVersions.Network(plan)).Quiet().OrElse(Sh.Command("true")));
        if (plan.Volumes is not [])
        {
            body.Run("echo", "The data is still there. To delete it for good:");
            body.Run("echo", $"  podman volume rm {string.Join(' ', plan.Volumes.Select(v => PodmanNames.Volume(plan, v.Name)))}");
        }
    }
}
