using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Those functions of <c>install.sh</c> that differ between installations.</summary>
internal static class InstallSteps
{
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
    public static void AddPaths(ShellBlock body, HostSet set)
    {
        if (set.HomePaths is [])
        {
            body.Fixed(":");
        }

        foreach (var (name, path) in set.HomePaths)
        {
            body.Run("add_path", name, HostPath.InShell(path));
        }
    }

    public static void Settings(ShellBlock body, HostSet set)
    {
        body.Run("prepare_environment");
        foreach (var file in set.Settings)
        {
            (ShellWord Source, ShellWord Mode, ShellWord Owner) put = file.IsSecret
                ? (Sh.Join(Sh.Variable("work"), "/env"), "0600", ShellWord.Raw("\"${account:+root:root}\""))
                : (file.File, Sh.Variable("mode"), Sh.Variable("shared"));
            body.Run("put", put.Source, Sh.Join(Sh.Variable("program"), "/" + file.Name), put.Mode, put.Owner);
        }
    }
}
