using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Common;

/// <summary>The script that does by hand what Compose would do.</summary>
internal static class RunScript
{
    public static string Write(Plan plan, RunEngine engine)
    {
        var script = new ShellScript(
            $"""
            Mathesar {plan.Release}, to be opened at {plan.Url}

             ./run.sh          make what is missing, renew what changed, start it, wait until it answers
             ./run.sh stop     stop the containers; ./run.sh starts them again
             ./run.sh logs     follow Mathesar's log; Ctrl+C ends it
             ./run.sh pull     fetch the images again
             ./run.sh remove   remove the containers and the network; the data stays in its volumes

            The script may run as often as you like: what is as it should be is left alone.
            Values, secrets among them, stand in the .env files beside it. {engine.Note}
            """);
        script.Blank();
        script.Fixed(RunScriptParts.Preamble);
        script.AssignUnlessSet("DOCKER", engine.Program);
        script.Assign("url", plan.Url.ToString());
        script.Comment("Mathesar's container, where the PostgreSQL in its image is not used; else nothing.");
        script.Assign("web", plan.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn ? "" : ObjectNames.Container(plan, plan.Web));
        script.Blank();
        script.Fixed(RunScriptParts.Functions);
        if (plan.JoinedNetworks is not [])
        {
            script.Blank();
            script.Fixed(RunScriptParts.Join);
        }

        script.Blank();
        script.Function("start", body => Start(body, plan, engine));
        script.Blank();
        script.Function("stop", body => ForEachContainer(body, plan, "stop"));
        script.Blank();
        script.Function("remove", body => Remove(body, plan));
        script.Blank();
        script.Function("pull", body =>
        {
            foreach (var service in plan.Services)
            {
                body.Run(Sh.Variable("DOCKER"), "pull", service.Image!.Text);
            }
        });
        script.Blank();
        script.Case(Sh.Argument(1, "start"),
            ("start", b => b.Run("start")), ("stop", b => b.Run("stop")), ("pull", b => b.Run("pull")), ("remove", b => b.Run("remove")),
            ("logs", b => b.Run(Sh.Variable("DOCKER"), "logs", "--follow", "--tail", "200", ObjectNames.Container(plan, plan.Web))),
            (null, b => b.Fixed(RunScriptParts.Usage)));
        return script.Write();
    }

    private static void Start(ShellBlock body, Plan plan, RunEngine engine)
    {
        body.Comment("The network in which the containers find each other by name.");
        body.Run(Sh.Command(Sh.Variable("DOCKER"), "network", "inspect", plan.Name).Quiet()
            .OrElse(Sh.Command(Sh.Variable("DOCKER"), "network", "create", plan.Name).Silent()));
        foreach (var volume in plan.Volumes)
        {
            body.Comment(volume.Why);
            body.Run(Sh.Command(Sh.Variable("DOCKER"), "volume", "create", ObjectNames.Volume(plan, volume.Name)).Silent());
        }

        foreach (var service in plan.Services)
        {
            body.Blank();
            body.Comment(service.Why);
            if (service.Environment is not [])
            {
                body.Run("must_exist", ContainerEnvFile.NameOf(service));
            }

            foreach (var needed in service.Mounts.OfType<Mount.Bind>().Where(b => b.ReadOnly))
            {
                body.Run("must_exist", needed.Source);
            }

            foreach (var folder in engine.MakesFolders ? [] : service.Mounts.OfType<Mount.Bind>().Where(b => !b.ReadOnly))
            {
                body.Run("mkdir", "-p", folder.Source.StartsWith("~/", StringComparison.Ordinal)
                    ? Sh.Join(Sh.Variable("HOME"), folder.Source[1..])
                    : folder.Source);
            }

            body.Run(RunCommand.Of(plan, service, engine));
            if (service.Role is ServiceRole.Web)
            {
                Join(body, plan);
            }

            if (service.Health is not null && (service.Role is ServiceRole.Web || plan.Services.Any(s => s.StartsAfter.Contains(service.Name))))
            {
                body.Run("wait_until_healthy", ObjectNames.Container(plan, service), Patience(service));
            }
        }

        body.Blank();
        body.Fixed("""echo "Mathesar answers at $url" """.TrimEnd());
    }

    private static void Join(ShellBlock body, Plan plan)
    {
        foreach (var network in plan.JoinedNetworks)
        {
            body.Comment($"Your proxy reaches Mathesar in this network as http://{plan.NetworkAlias}:{plan.Web.Health!.Ready!.Port}.");
            body.Run("join", network, ObjectNames.Container(plan, plan.Web), plan.NetworkAlias);
        }
    }

    private static void Remove(ShellBlock body, Plan plan)
    {
        ForEachContainer(body, plan, "stop");
        ForEachContainer(body, plan, "rm");
        body.Run(Sh.Command(Sh.Variable("DOCKER"), "network", "rm", plan.Name).Quiet().OrElse(Sh.Command("true")));
        if (plan.Volumes is not [])
        {
            body.Run("echo", "The data is still there. To delete it for good:");
            body.Run("echo",
                Sh.Join("  ", Sh.Variable("DOCKER"), " volume rm " + string.Join(' ', plan.Volumes.Select(v => ObjectNames.Volume(plan, v.Name)))));
        }
    }

    // In reverse: what was started last stops first. One that is not there is no failure.
    private static void ForEachContainer(ShellBlock body, Plan plan, string verb)
    {
        foreach (var service in plan.Services.Reverse())
        {
            var name = ObjectNames.Container(plan, service);
            body.If(Sh.Command(Sh.Variable("DOCKER"), "container", "inspect", name).Quiet(),
                then => then.Run(Sh.Command(Sh.Variable("DOCKER"), verb, name).Silent()));
        }
    }

    // Seconds: Mathesar's makers speak of 2 to 8 minutes for a first start.
    private static string Patience(Service service) => (service.Role is ServiceRole.Web ? 600 : 120).ToString(CultureInfo.InvariantCulture);
}
