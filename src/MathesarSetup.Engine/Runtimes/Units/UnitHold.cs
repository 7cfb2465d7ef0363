using System.Text;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>
/// Keeps a service from being started by a boot while what it works on is being changed: a drop-in with a condition that never holds. It lies beside
/// the units of a person, outlives a power cut, and goes before this program itself starts the service.
/// </summary>
internal static class UnitHold
{
    private const string Name = "mathesar-setup-hold.conf";

    private static readonly byte[] s_content = Encoding.UTF8.GetBytes("""
        # Mathesar Setup is at work on what this service needs, or was cut off in that.
        # The next `mathesar-setup apply` ends it, and takes this file away.
        [Unit]
        AssertPathExists=/mathesar-setup-is-at-work

        """);

    public static async Task SetAsync(UnitHost host, string unit, CancellationToken cancellation)
    {
        if (!FolderOf(host, unit).Exists(Name))
        {
            InPlaceFile.WriteUnit(FolderOf(host, unit), Name, s_content);
            await host.DoAsync(HostCommand.UnitReload, cancellation);
        }
    }

    /// <summary>Lets it start again.</summary>
    public static async Task EndAsync(UnitHost host, string unit, CancellationToken cancellation)
    {
        if (FolderOf(host, unit).Exists(Name))
        {
            Forget(host, unit);
            await host.DoAsync(HostCommand.UnitReload, cancellation);
        }
    }

    /// <summary>The same for a service that goes.</summary>
    public static void Forget(UnitHost host, string unit)
    {
        var folder = FolderOf(host, unit);
        folder.Delete(Name);
        folder.DeleteRootIfEmpty();
    }

    private static Disk FolderOf(UnitHost host, string unit) => host.DropIns(unit);
}
