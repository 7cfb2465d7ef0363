using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>Lets an installation's own script take it away from the machine. The script may be cut off anywhere and run again.</summary>
/// <param name="directory">The install directory.</param>
internal sealed class HostThings(ProgramHost host, string directory) : IThingRemoval
{
    /// <summary>The script in the install directory.</summary>
    public const string Script = "uninstall.sh";

    /// <summary>How what it takes away is written down.</summary>
    public const string Installation = "installation";

    private const string WithData = "data";
    private const string Scheme = "host";
    private const string Users = "user";

    /// <summary>How such a place is written down.</summary>
    public static Uri Address(ProgramHost host) => new($"{Scheme}:{(host.IsUsers ? Users : "machine")}");

    /// <summary>Null where the address is none of such a place.</summary>
    public static HostThings? At(Uri place, string directory) =>
        place.Scheme == Scheme ? new HostThings(new ProgramHost(place.AbsolutePath == Users), directory) : null;

    public async Task<ImmutableArray<Finding>> RemoveAsync(
        string identity, IReadOnlyList<RemovedThing> things, Action<string> tell, CancellationToken cancellation)
    {
        if (host.Identity != identity || host.IsUsers == Environment.IsPrivilegedProcess)
        {
            throw new StepFailure(RemovalFinding.OtherPlace("programs of this user on this machine"));
        }

        var left = ImmutableArray.CreateBuilder<Finding>();
        foreach (var thing in things)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await RemoveAsync(thing, tell, cancellation))
            {
                left.Add(RemovalFinding.Stays(thing));
            }
        }

        return left.ToImmutable();
    }

    private async Task<bool> RemoveAsync(RemovedThing thing, Action<string> tell, CancellationToken cancellation)
    {
        var (place, losesData) = Split(thing.Detail);
        if (Directory.Exists(place) && LibC.IdentityOf(place) is { } there && there != thing.Id)
        {
            return false;
        }

        tell($"Stopping {thing.Name}, and removing its {(losesData ? "program and data" : "program")}.");
        var result = await host.UninstallAsync(directory, losesData ? ["delete", "the", "data", "of", thing.Name] : [], tell,
            cancellation);
        return result.ExitCode == 0 ? true
            : throw new StepFailure(UnitFinding.Failed.Say($"{Script} failed: {SystemdHost.LastWords(result)}."));
    }

    /// <summary>What is written down of where it lies, and of whether its data goes.</summary>
    public static string Detail(string place, bool losesData) => losesData ? $"{place}\n{WithData}" : place;

    private static (string Place, bool LosesData) Split(string detail) =>
        detail.Split('\n') is [var place, WithData] ? (place, true) : (detail, false);
}
