using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The script that takes everything away that <c>install.sh</c> made, but for the data.</summary>
internal static class UninstallScript
{
    public static string Write(Plan plan, HostPlace place)
    {
        var script = new ShellScript(
            $"""
            Removes Mathesar {plan.Release} from this machine. The data stays.

             ./uninstall.sh             stops it, and removes units and program
             ./uninstall.sh --dry-run   prints what would be done, and does nothing
             ./uninstall.sh delete the data of {plan.Name}
                                        the same, and deletes database, uploads and settings for good
            """);
        script.Blank();
        InstallScript.SharedVariables(script, plan, place);
        foreach (var (variable, path) in place.Data is null ? [] : new[] { ("media", place.Media), ("cluster", place.Cluster) })
        {
            script.Assign(variable, HostPath.InShell(path));
        }

        script.Blank();
        script.Fixed(ScriptParts.Preamble);
        foreach (var part in new[]
        {
            ScriptParts.Speaking, UninstallPart.Arguments, ScriptParts.Rights, ScriptParts.Program, ScriptParts.FormerLayout, UninstallPart.Units,
        })
        {
            script.Blank();
            script.Fixed(part);
        }

        script.Blank();
        if (plan.Proxy is { Runtime: Runtime.Host proxy })
        {
            script.Fixed(proxy.Program == "caddy" ? UninstallPart.Caddy : UninstallPart.Nginx);
        }

        foreach (var service in plan.Services.Reverse().Where(s => s.Role is not ServiceRole.Proxy))
        {
            script.Run("remove_unit", UnitFile.NameOf(plan, service.Name));
        }

        script.Fixed(UninstallPart.Program);
        if (place.Data is not null)
        {
            script.Fixed(UninstallPart.Data);
        }

        script.Fixed(UninstallPart.Account);
        return script.Write();
    }
}
