using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>The script that puts units and secrets where Podman and systemd look for them.</summary>
internal static class InstallScript
{
    public static string Write(Plan plan)
    {
        var units = PodmanUnits.Of(plan);
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
        script.Function("install", body => Install(body, units));
        script.Blank();
        script.Function("remove", body => Remove(body, units));
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

    private static void Install(ShellBlock body, UnitSet units)
    {
        body.Run("check");
        foreach (var needed in units.Needed)
        {
            body.Run("must_exist", needed);
        }

        body.Comment("Units reach the files here by a link, so that none of them holds the path.");
        body.Run("link");
        foreach (var service in units.Services.Where(static s => s.SecretsFile is not null))
        {
            body.Run("secrets", service.Container, service.SecretsFile!);
        }

        body.Run(["units", .. units.Files.Select(static f => (ShellWord)Path.GetFileName(f))]);
        foreach (var service in units.Services)
        {
            body.Comment(service.Service.Why);
            body.Run(["service", service.Container, .. service.Triggers.Select(static f => (ShellWord)f)]);
        }

        body.Fixed("""[ -n "$print" ] || echo "Mathesar answers at $url" """.TrimEnd());
    }

    private static void Remove(ShellBlock body, UnitSet units)
    {
        body.Run("allowed");
        foreach (var service in units.Services.Reverse())
        {
            body.Run("stop", service.Container);
        }

        body.Run("stop", Path.GetFileNameWithoutExtension(units.Network.Service));
        body.Run("units");
        foreach (var secret in units.Services.SelectMany(static s => s.Secrets))
        {
            body.Run("forget_secret", secret);
        }

        body.Run("forget");
        body.Run("rm", "-f", Sh.Join(Sh.Variable("place"), "/", Sh.Variable("name")));
        body.Run(Sh.Command("podman", "network", "rm", units.Network.Name).Quiet().OrElse(Sh.Command("true")));
        if (units.Volumes is not [])
        {
            body.Run("echo", "The data is still there. To delete it for good:");
            body.Run("echo", $"  podman volume rm {string.Join(' ', units.Volumes)}");
        }
    }
}
