using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>What forbids installing on the machine itself before anything is touched.</summary>
internal static class HostGuards
{
    // From this number on accounts are people's.
    private const int FirstPerson = 1000;

    private static readonly string[] s_copiers = ["pg_dump", "psql"];
    private static readonly string[] s_callers = ["setsid", "flock"];

    /// <summary>What of the machine and of its user stands in the way, whatever is to be installed.</summary>
    public static async Task<ImmutableArray<Finding>> OfMachineAsync(InstallRequest request, ProgramHost host, CancellationToken cancellation)
    {
        var (user, setup) = (UserManager.Read(), request.Setup);
        if (WrongUser(setup, host) is { } wrong)
        {
            return [wrong];
        }

        var facts = await HostFacts.ReadAsync(setup.Plan.Place!, cancellation);
        facts = facts with { MissingTools = [.. facts.MissingTools, .. s_callers.Where(static tool => ProgramPath.Find(tool) is null)] };
        return
        [
            .. MachineFindings.Of(facts, setup).Where(static f => f.Severity is Severity.Error),
            .. host.IsUsers && user is { HasSystemd: true, Lingers: false } ? [UnitGuards.NoLinger(user)] : Array.Empty<Finding>(),
        ];
    }

    /// <summary>That the installation belongs to somebody else; null where it is this user's.</summary>
    public static Finding? WrongUser(Setup setup, ProgramHost host) => host.IsUsers != Environment.IsPrivilegedProcess ? null
        : host.IsUsers
        ? HostFinding.NotRoots.Say("This installation belongs to one user, and this is root. Run this as that user, without sudo, or install "
            + "for the whole machine.", HostSettings.ForOneUser.Key)
        : HostFinding.NeedsRoot.Say($"This installation belongs to the whole machine, and {Environment.UserName} may not change that. Write the "
            + $"files; then one command needs root, in their directory: {setup.Instructions.Start}. Or run this program with sudo, or install for "
            + "one user.", HostSettings.ForOneUser.Key);

    /// <summary>What was edited in its place, and would be lost.</summary>
    public static IEnumerable<Finding> Edited(HostPlan plan, ProgramHost host, Disk disk) =>
        [.. Units(plan, host, disk), .. Settings(plan, disk)];

    /// <summary>What of this installation stands in the way.</summary>
    /// <param name="disk">The install directory.</param>
    public static IEnumerable<Finding> Of(InstallRequest request, HostPlan plan, ProgramHost host, Disk disk) =>
    [
        .. Places(plan), .. Edited(plan, host, disk), .. Ports(request, plan), .. Data(request, plan),
        .. Programs(request, plan),
        .. Missing(request, plan).Select(static path => UnitFinding.Missing.Say($"{path} is missing or cannot be read, and Mathesar needs it. "
            + "Put it there, or change the answer that names it.")),
    ];

    /// <summary>What is known of the Mathesar that is there.</summary>
    public static RememberedMathesar Remembered(HostPlan plan) =>
        new(FormerKey(plan.Found), plan.Found.Served is not null, plan.Found.Link is not null);

    private static IEnumerable<Finding> Places(HostPlan plan)
    {
        var (set, found) = (plan.Wanted.Set, plan.Found);
        if (found.Mark is { } mark && mark != set.Name)
        {
            yield return HostFinding.DirectoryTaken.Say($"{plan.Wanted.Root} belongs to the installation {mark}. Choose another directory for "
                + $"{set.Name}.",
                HostSettings.Directory.Key);
        }
        else if (found is { Mark: null, HoldsSomething: true })
        {
            yield return HostFinding.DirectoryTaken.Say($"{plan.Wanted.Root} is not empty, and holds no Mathesar of this program's. Choose another "
                + "directory, or move away what lies there.", HostSettings.Directory.Key);
        }

        if (found is { Mark: null, Account: { Number: >= FirstPerson } account })
        {
            yield return HostFinding.AccountTaken.Say($"{set.Place.Account} is the account of somebody (number {account.Number}, shell "
                + $"{account.Shell}), and Mathesar needs a user of its own. Choose another name.", HostSettings.Account.Key);
        }
    }

    // What lies in place is a copy of what lies in the directory: now, as it was generated last, or as it is going to be.
    private static IEnumerable<Finding> Units(HostPlan plan, ProgramHost host, Disk disk)
    {
        foreach (var service in plan.Wanted.Set.Services)
        {
            var place = host.Units.Full(service.Unit);
            if (plan.Found.Services[service.Unit]["FragmentPath"] is { Length: > 0 } other && other != place)
            {
                yield return Taken($"There is a service {service.Unit} already, in {other}.");
            }
            else if (plan.Found.Units.GetValueOrDefault(service.Unit) is { } there && plan.Wanted.Units.GetValueOrDefault(service.Unit) is { } wanted
                && !there.Holds(wanted) && !IsKnown(disk, service.File, own => there.Holds(own)))
            {
                yield return Directory(there.Content) is { } directory && directory != Directory(wanted)
                    ? Taken($"There is a service {service.Unit} already, whose program lies in {directory}.")
                    : UnitFinding.Edited.Say($"{place} is not what {service.File} says: it was edited there, or somebody else wrote it, and would be "
                        + $"lost. Bring the change into {service.File}, or put it into a drop-in (systemctl edit "
                        + $"{service.Unit}).", RunSettings.Name.Key);
            }
        }
    }

    private static Finding Taken(string what) =>
        NameFinding.Taken.Say($"{what} Choose another name for this installation, or rename or remove that one.", RunSettings.Name.Key);

    private static IEnumerable<Finding> Settings(HostPlan plan, Disk disk) => plan.Found.IsComplete ? plan.Changed
        .Where(name => plan.Found.Settings.GetValueOrDefault(name) is { } there && plan.Wanted.Set.Settings.First(s => s.Name == name) is var file
            && !IsKnown(disk, file.File, own => there.Holds(WantedHost.Completed(plan.Wanted.Set, file, own)!)))
        .Select(name => UnitFinding.Edited.Say($"{Path.Join(plan.Wanted.Root, plan.Link, name)} was edited there, and the edit would be lost. "
            + "Bring it into the same file of the install directory, then remove the file there.", RunSettings.Name.Key)) : [];

    private static bool IsKnown(Disk disk, string file, Func<byte[], bool> isIt) =>
        new[] { file, StateFolder.CopyOf(file) }.Any(path => disk.Read(path) is { } own && isIt(own.Content));

    private static string? Directory(byte[] unit) => Encoding.UTF8.GetString(unit).Split('\n')
        .FirstOrDefault(static line => line.StartsWith("WorkingDirectory=", StringComparison.Ordinal))?["WorkingDirectory=".Length..];

    private static IEnumerable<Finding> Ports(InstallRequest request, HostPlan plan) =>
        PortConflicts.OfMachine(request.Setup, request.Directory, [], plan.Wanted.Set.Place.ForOneUser).Findings();

    private static IEnumerable<Finding> Data(InstallRequest request, HostPlan plan)
    {
        var found = plan.Found;
        if (found.Postgres is not null && found.Variables is null && !request.PasswordIsSaid
            && !File.Exists(Path.Join(request.Directory, AnswersFile.SecretsName)))
        {
            yield return Guards.LostPassword(ProgramHost.Absolute(plan.Wanted.Set.Place.Cluster), request.Directory);
        }

        if (Guards.OtherKey(request, FormerKey(plan.Found)) is { } other)
        {
            yield return other;
        }

        // A newer one is installed beside it, with a copy of Mathesar's records for the way back.
        if (found.Served is { } served && ToldRelease.Of(served, $"the program in {plan.Wanted.Root} says so") is { } told
            && request.Setup.Plan.Release.Version < told.Range.Oldest && ReleaseGuard.Of(told, request) is { } older)
        {
            yield return older;
        }
    }

    private static IEnumerable<Finding> Programs(InstallRequest request, HostPlan plan)
    {
        var (set, found) = (plan.Wanted.Set, plan.Found);
        var tools = set.Services.Length > 1 ? Path.Join(plan.Wanted.Root, "postgresql") : null;
        if (found.Served is { } served && served != set.Release && Environment.GetEnvironmentVariable("MATHESAR_WITHOUT_COPY") is not { Length: > 0 }
            && s_copiers.Any(tool => ProgramPath.Find(tool, tools) is null))
        {
            yield return HostFinding.NoCopy.Say("pg_dump and psql are missing, which copy Mathesar's records before an update. Install PostgreSQL's "
                + "client; MATHESAR_WITHOUT_COPY=yes updates without a copy.", RunSettings.Version.Key);
        }

        if (set.Services.Length > 1 && !Postgres.IsThere(found.Postgres, request.Setup.Plan.Release))
        {
            yield return HostFinding.NoPostgres.Say(found.Postgres is { } said && !said.All(char.IsAsciiDigit)
                ? $"{ProgramHost.Absolute(set.Place.Cluster)}/PG_VERSION holds more than the number of a release. Put back what PostgreSQL wrote."
                : found.Postgres is { } version
                ? $"The data in {ProgramHost.Absolute(set.Place.Cluster)} needs PostgreSQL {version}, which is not installed here. Install it."
                : "No PostgreSQL that this Mathesar works with is installed here (versions "
                    + $"{request.Setup.Plan.Release.OldestPostgres} to {request.Setup.Plan.Release.NewestPostgres}). Install one, or use a "
                    + "server of yours.",
                DatabaseSettings.Mode.Key);
        }

        if (request.Setup.Plan.Proxy is { Runtime: Runtime.Host proxy } && set.Site is not null && ProgramPath.Find(proxy.Program) is null)
        {
            yield return HostFinding.NoProxy.Say($"{proxy.Program} is not installed here, and is to stand in front of Mathesar. Install it, "
                + "or choose another proxy.kind.", ProxySettings.Kind.Key);
        }
    }

    private static IEnumerable<string> Missing(InstallRequest request, HostPlan plan) =>
    [
        .. request.Setup.Plan.Services.SelectMany(static s => s.Mounts).OfType<Mount.Bind>().Where(static m => m.MustExist)
            .Select(static m => ProgramHost.Absolute(m.Source)).Where(static path => Path.IsPathRooted(path) && !File.Exists(path)),
        .. plan.Wanted.Set.Services.Where(s => !plan.Wanted.Units.ContainsKey(s.Unit)).Select(static s => s.File),
        .. plan.Wanted.Set.Settings.Where(s => !plan.Wanted.Settings.ContainsKey(s.Name)).Select(static s => s.File),
    ];

    /// <summary>The key that the Mathesar runs with that is there, or ran with; null where none is told.</summary>
    public static SecretText? FormerKey(FoundHost found) => (found.Variables ?? found.LeftVariables) is { } file
        && SystemdEnvFile.Read(Encoding.UTF8.GetString(file.Content)).LastOrDefault(static v => v.Name == "SECRET_KEY") is { Value.Length: > 0 } key
            ? new SecretText(key.Value) : null;
}
