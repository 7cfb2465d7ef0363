using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The script that does what Mathesar's documentation asks for by hand, each step of which can be run alone.</summary>
internal static class InstallScript
{
    public static string Write(Plan plan, HostPlace place)
    {
        var set = PlannedHost.Of(plan, place);
        var script = new ShellScript(Header(plan, set.Steps));
        script.Blank();
        Variables(script, plan, set);
        script.Blank();
        script.Fixed(ScriptParts.Preamble);
        script.Fixed(ScriptParts.State);
        foreach (var part in Parts(plan, set))
        {
            script.Blank();
            part(script);
        }

        return script.Write();
    }

    private static string Header(Plan plan, ImmutableArray<HostStep> steps) =>
        $"""
        Mathesar {plan.Release}, to be opened at {plan.Url}

         ./install.sh             does all steps; what is as it should be is left alone
         ./install.sh --dry-run   prints what would be done, and does nothing
         ./install.sh step NAME   does one step alone:

        {string.Join('\n', steps.Select(s => $"   {s.Name,-12} {s.About}"))}

        MATHESAR_DOWNLOADS=PLACE takes Mathesar's install.sh and mathesar.tar.gz from a directory
        or an address of yours, for machines that do not reach the Internet.
        """;

    private static void Variables(ShellScript script, Plan plan, HostSet set)
    {
        var (place, steps) = (set.Place, set.Steps);
        SharedVariables(script, plan, place);
        script.Comment("Owners of what Mathesar only reads, and of what is its own; empty where all belongs to who calls.");
        script.Assign("shared", place.Account is { } group ? $"root:{group}" : "");
        script.Assign("private", place.Account is { } account ? $"{account}:{account}" : "");
        script.Assign("mode", place.ForOneUser ? "0600" : "0640");
        script.Assign("release", set.Release);
        script.Assign("official", set.Downloads);
        script.Assign("address", plan.Web.Ports[0].Address.ToString());
        script.Assign("port", plan.Web.Ports[0].Machine.ToString(CultureInfo.InvariantCulture));
        script.Assign("health", plan.Web.Health!.Command[^1]);
        script.Assign("url", plan.Url.ToString());
        script.Comment("What is noted while another release takes over, copies of Mathesar's records from before, and PostgreSQL's programs.");
        script.Assign("switch", HostPath.InShell($"{place.Directory}/{HostPlace.Switch}"));
        script.Assign("copies", HostPath.InShell(place.Copies));
        script.Assign("copy", HostPath.InShell($"{place.Copies}/before-{plan.Release}.sql"));
        script.Assign("tools", plan.Database is null ? "" : HostPath.InShell($"{place.Directory}/postgresql/"));
        if (plan.Database is not null)
        {
            script.Assign("cluster", HostPath.InShell(place.Cluster));
            script.Assign("socket", HostPath.InShell(place.Socket));
            script.Assign("postgres_version", plan.Answers.Text(DatabaseSettings.Version));
            var versions = Enumerable.Range(plan.Release.OldestPostgres, plan.Release.NewestPostgres - plan.Release.OldestPostgres + 1);
            script.Assign("postgres_versions", string.Join(' ', versions.Reverse()));
        }

        script.Assign("steps", string.Join(' ', steps.Where(s => s.RunsByItself).Select(s => s.Name)));
        script.Assign("further", string.Join(' ', steps.Where(s => !s.RunsByItself).Select(s => s.Name)));
        script.Comment("Where the two files of the release come from.");
        script.Fixed("downloads=${MATHESAR_DOWNLOADS:-$official}");
    }

    /// <summary>What both scripts have to know.</summary>
    public static void SharedVariables(ShellScript script, Plan plan, HostPlace place)
    {
        script.Assign("name", plan.Name);
        script.Assign("scope", place.ForOneUser ? "user" : "system");
        script.Assign("account", place.Account ?? "");
        script.Assign("directory", HostPath.InShell(place.Directory));
        script.Comment("Where uploads and the database lie, if not in that directory.");
        script.Assign("data", place.Data is { } data ? HostPath.InShell(data) : "");
        script.Comment("The link to the program that serves. Its folder lies in another, which install.sh fills.");
        script.Assign("current", HostPath.InShell(place.Program));
        script.Assign("releases", HostPath.InShell($"{place.Directory}/{HostPlace.Releases}"));
    }

    private static IEnumerable<Action<ShellScript>> Parts(Plan plan, HostSet set)
    {
        var place = set.Place;
        var fixedParts = new[] { ScriptParts.Speaking, ScriptParts.Rights, CheckPart.Functions, CheckPart.Machine }
            .Concat(plan.Release.NeedsCairo ? [CheckPart.Cairo] : [])
            .Concat([CheckPart.Neighbours, CheckPart.Release])
            .Concat(plan.Database is null ? [] : [DatabasePart.Programs]);
        return fixedParts.Select(Fixed)
            .Append(script => script.Function("step_check", body => InstallSteps.Check(body, plan)))
            .Concat(new[] { PlacePart.Work, place.ForOneUser ? PlacePart.Linger : PlacePart.Account }.Select(Fixed))
            .Concat(new[] { PlacePart.Directory, PlacePart.Environment }.Select(Fixed))
            .Append(script => script.Function("step_directory", body => InstallSteps.Directory(body, plan)))
            .Append(script => script.Function("add_paths", body => InstallSteps.AddPaths(body, set)))
            .Append(script => script.Function("put_settings", body => InstallSteps.Settings(body, set)))
            .Concat(new[] { ScriptParts.Program, ScriptParts.FormerLayout }.Select(Fixed))
            .Concat(new[] { ProgramPart.Releases, ProgramPart.Download, ProgramPart.Install, ProgramPart.Owners, ProgramPart.Step }.Select(Fixed))
            .Concat(new[] { UnitPart.Units, SwitchPart.Database, SwitchPart.Begin, SwitchPart.End, SwitchPart.Back }.Select(Fixed))
            .Concat(plan.Database is null ? [Fixed(DatabasePart.Role)] : [Fixed(DatabasePart.Cluster)])
            .Concat(Site(set).Select(Fixed))
            .Append(Fixed(UnitPart.Start)).Append(Fixed(UnitPart.Main)).Append(script => script.Fixed(UnitPart.Loop));
    }

    private static string[] Site(HostSet set) => set.Site is { } site ? [UnitPart.Site, site.Main is null ? UnitPart.Nginx : UnitPart.Caddy] : [];

    private static Action<ShellScript> Fixed(string lines) => script => script.Fixed(lines);
}
