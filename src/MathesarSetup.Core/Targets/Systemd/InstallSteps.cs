using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>A step of <c>install.sh</c>.</summary>
/// <param name="RunsByItself">Whether it belongs to a whole installation, and not only to who asks for it.</param>
internal sealed record InstallStep(string Name, string About, bool RunsByItself = true);

/// <summary>The steps of <c>install.sh</c>, and those of its functions that differ between installations.</summary>
internal static class InstallSteps
{
    public static ImmutableArray<InstallStep> Of(Plan plan, HostPlace place) =>
    [
        new("check", "looks whether the machine has what is needed"),
        place.ForOneUser
            ? new("linger", "lets the user's programs run while nobody is logged in")
            : new("account", $"makes the user {place.Account}"),
        new("directory", "makes the directories"),
        new("environment", "puts .env and the other settings beside the program"),
        plan.Database is null
            ? new("role", "makes role and database on your server (role.sql)", RunsByItself: false)
            : new("database", "makes the database and starts it"),
        new("program", "downloads Mathesar, checks it and calls its installer, beside what serves"),
        new("owners", "sets owners and modes", RunsByItself: false),
        new("unit", "gives the unit to systemd"),
        .. HasSite(plan, place) ? [new InstallStep("site", "gives the site to the machine's proxy")] : ImmutableArray<InstallStep>.Empty,
        new("start", "lets the new program serve, starts it and waits until it answers"),
    ];

    public static bool HasSite(Plan plan, HostPlace place) => plan.Proxy is not null && !place.ForOneUser;

    public static void Check(ShellBlock body, Plan plan)
    {
        body.Run("check_machine");
        if (plan.Release.NeedsCairo)
        {
            body.Run("check_cairo");
        }

        body.Run("check_neighbours");
        body.Run("check_release");
        if (plan.Database is not null)
        {
            body.Run("check_postgres");
        }

        foreach (var file in plan.Services.SelectMany(s => s.Mounts).OfType<Mount.Bind>().Where(m => m.MustExist))
        {
            body.Run("must_be_readable", HostPath.InShell(file.Source));
        }

        if (plan.Proxy is { Runtime: Runtime.Host proxy } && plan.Place is { ForOneUser: false })
        {
            var missing = $"{proxy.Program} is missing, which is to stand in front of Mathesar. Install it, or choose another proxy.kind.";
            body.Run(Sh.Command("has", proxy.Program).OrElse(Sh.Command("problem", missing)));
        }

        body.Fixed("""
            if [ -n "$problems" ] && [ -z "$dry_run" ]; then
              fail "Nothing was changed. Settle what is said above, and run this again."
            fi
            """);
    }

    public static void Directory(ShellBlock body, Plan plan)
    {
        var places = plan.Services.SelectMany(s => s.Mounts).OfType<Mount.Bind>().Where(m => !m.ReadOnly);
        body.Run(["make_places", .. places.Select(m => HostPath.InShell(m.Path))]);
    }

    // A path below the home directory is known only where it is.
    public static void AddPaths(ShellBlock body, Plan plan)
    {
        var entries = plan.Web.Environment.Where(e => HostPath.IsBelowHome(e.Value)).ToArray();
        if (entries is [])
        {
            body.Fixed(":");
        }

        foreach (var entry in entries)
        {
            body.Run("add_path", entry.Name, HostPath.InShell(entry.Value));
        }
    }

    public static void Settings(ShellBlock body, Plan plan)
    {
        body.Run("prepare_environment");
        Put(body, Sh.Join(Sh.Variable("work"), "/env"), ".env", "0600", ShellWord.Raw("\"${account:+root:root}\""));
        foreach (var file in plan.Web.Mounts.OfType<Mount.Bind>().Where(m => m.Source.StartsWith("./", StringComparison.Ordinal)))
        {
            Put(body, file.Source[2..], Path.GetFileName(file.Path), Sh.Variable("mode"), Sh.Variable("shared"));
        }

        Put(body, SystemdTarget.StartFile, SystemdTarget.StartFile, Sh.Variable("mode"), Sh.Variable("shared"));
    }

    private static void Put(ShellBlock body, ShellWord file, string name, ShellWord mode, ShellWord owner) =>
        body.Run("put", file, Sh.Join(Sh.Variable("program"), "/" + name), mode, owner);
}
