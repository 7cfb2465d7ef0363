using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>What forbids putting units in place before anything is touched.</summary>
internal static class UnitGuards
{
    /// <summary>What of the machine and of its user stands in the way, whatever is to be installed.</summary>
    public static IEnumerable<Finding> OfMachine(InstallRequest request, EngineInfo podman, UnitHost host)
    {
        var user = UserManager.Read();
        if (WrongUser(host) is { } wrong)
        {
            yield return wrong;
            yield break;
        }

        foreach (var missing in user.Findings().Where(f => f.Severity is Severity.Error && (host.IsUsers || !user.HasSystemd)))
        {
            yield return missing;
        }

        if (host.IsUsers && user is { HasSystemd: true, Lingers: false })
        {
            yield return NoLinger(user);
        }

        if (PodmanVersions.Of(podman, request.Setup.Answers) is { Severity: Severity.Error } version)
        {
            yield return version;
        }

        if (host.IsUsers && !podman.MapsUsers)
        {
            yield return UnitFinding.NoNumbers.Say($"{user.User} has no further user numbers, without which Podman cannot unpack images. Give some: "
                + $"`sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 {user.User}`, then `podman system migrate`.",
                RunSettings.Target.Key);
        }
    }

    /// <summary>That the units are of another user; null where they are this one's.</summary>
    public static Finding? WrongUser(UnitHost host) => host.IsUsers != Environment.IsPrivilegedProcess ? null
        : UnitFinding.OtherUser.Say(host.IsUsers
            ? "These units are an ordinary user's, and this is root. Run this without sudo, or let root run the containers."
            : $"These units are root's, and this is {Environment.UserName}. Run this with sudo, or let an ordinary user run the containers.",
            PodmanSettings.AsRoot.Key);

    /// <summary>That services of a user would not stay.</summary>
    public static Finding NoLinger(UserManager user) => UnitFinding.NoLinger.Say($"Services of {user.User} end with the last logout, and do "
        + "not start with the machine. Let them stay: `loginctl enable-linger`, or where this user may not do that, `sudo loginctl enable-linger "
        + $"{user.User}`.",
        RunSettings.Target.Key);

    /// <summary>What of this installation stands in the way.</summary>
    /// <param name="disk">The install directory.</param>
    public static IEnumerable<Finding> Of(InstallRequest request, UnitPlan plan, UnitHost host, Disk disk, ImmutableArray<HeldPort> held) =>
    [
        .. Names(plan, host), .. Edited(plan, host, disk), .. Ports(request, plan, held), .. Data(request, plan),
        .. plan.Wanted.Missing.Select(path => UnitFinding.Missing.Say($"{path} is missing, and a service needs it. Put it back.")),
    ];

    private static IEnumerable<Finding> Names(UnitPlan plan, UnitHost host)
    {
        var set = plan.Wanted.Set;
        if (plan.Found.Link is { } link && link != plan.Directory && (link.Length == 0 || Path.Exists(Path.Join(link, "install.sh"))))
        {
            yield return Taken(link.Length == 0
                ? $"{host.LinkOf(set.Name)} is there already, and was not made by this program."
                : $"An installation named {set.Name} is there already, in {link}. If that is the same directory by another path, remove "
                    + $"{host.LinkOf(set.Name)}.");
        }

        foreach (var service in set.Services)
        {
            if (plan.Found.Services[service.Unit] is { IsKnown: true, IsGenerated: false } other && other["FragmentPath"].Length > 0)
            {
                yield return Taken($"There is a service {service.Unit} that Podman did not make, in {other["FragmentPath"]}.");
            }
            else if (plan.Found.Containers.TryGetValue(service.Container, out var unit) && unit != service.Unit)
            {
                yield return Taken($"There is a container named {service.Container} already, which somebody else made.");
            }

            // Without its unit nothing here has used them yet.
            string[] secrets = plan.Found.Files.ContainsKey($"{service.Container}.container") ? []
                : [.. plan.Secrets.Select(static s => s.Key).Where(s => service.Secrets.Contains(s) && plan.Found.Secrets.ContainsKey(s))];
            if (secrets is not [])
            {
                var isKnown = secrets.All(s => plan.Found.Secrets[s] is not null);
                yield return Taken($"Podman keeps {string.Join(" and ", secrets)} already, "
                    + $"{(isKnown ? "with another value" : "and does not show the value")}, and no unit of this installation uses it. If "
                    + $"nobody needs it: podman secret rm {string.Join(' ', secrets)}.");
            }
        }

        if (plan.Found.HasNetwork && !plan.Found.Files.Keys.Any(static name => name.EndsWith(".network", StringComparison.Ordinal)))
        {
            yield return Taken($"Podman has a network {set.Network.Name} already, which no unit of this installation made.");
        }
    }

    private static Finding Taken(string what) =>
        NameFinding.Taken.Say($"{what} Choose another name for this installation, or rename or remove that one.", RunSettings.Name.Key);

    // What lies in place is a copy of what lies in the directory: now, as it was generated last, or as it is going to be.
    private static IEnumerable<Finding> Edited(UnitPlan plan, UnitHost host, Disk disk)
    {
        foreach (var (name, there) in plan.Found.Files.OrderBy(static f => f.Key))
        {
            if (!(plan.Wanted.Files.TryGetValue(name, out var wanted) && there.Holds(wanted))
                && !WantedUnits.IsFromHere(disk, plan.Wanted.Set, name, there))
            {
                var here = WantedUnits.PathOf(plan.Wanted.Set, name);
                yield return UnitFinding.Edited.Say($"{Path.Join(host.Units.Root, name)} is not what {here} says: it was edited there, or somebody "
                    + $"else wrote it, and would be lost. Bring the change into {here}, or remove it there.", RunSettings.Name.Key);
            }
        }
    }

    private static IEnumerable<Finding> Ports(InstallRequest request, UnitPlan plan, ImmutableArray<HeldPort> held) =>
        PortConflicts.OfMachine(request.Setup, request.Directory, held, plan.Wanted.Set.IsUsers).Findings();

    private static IEnumerable<Finding> Data(InstallRequest request, UnitPlan plan)
    {
        var (set, found, answers) = (plan.Wanted.Set, plan.Found, request.Setup.Answers);
        var database = plan.Database;
        if (database is not null && IsPasswordLost(request, found) && set.Volumes.FirstOrDefault(found.Volumes.Contains) is { } volume)
        {
            yield return Guards.LostPassword($"The volume {volume}", request.Directory);
        }

        if (database is not null && Image(plan, database.Container) is { LeadingNumber: { } major }
            && major != answers.Get(DatabaseSettings.Version))
        {
            yield return Guards.OtherPostgres(major, answers);
        }

        foreach (var renamed in database is null ? [] : Guards.Renamed(answers, plan.FormerVariables(database).GetValueOrDefault))
        {
            yield return renamed;
        }

        if (Guards.OtherKey(request, FormerKey(plan)) is { } other)
        {
            yield return other;
        }

        if (FormerRelease(plan) is { } told && ReleaseGuard.Of(told, request) is { } release)
        {
            yield return release;
        }
    }

    /// <summary>What is known of the Mathesar that is there.</summary>
    public static RememberedMathesar Remembered(UnitPlan plan) =>
        new(FormerKey(plan), FormerRelease(plan) is not null, plan.Found.Files.ContainsKey($"{plan.Web.Container}.container"));

    // Without its unit the secret may be anybody's.
    private static SecretText? FormerKey(UnitPlan plan) => plan.Found.Files.ContainsKey($"{plan.Web.Container}.container")
        && plan.Found.Secrets.GetValueOrDefault($"{plan.Web.Container}.SECRET_KEY") is { Length: > 0 } key ? new SecretText(key) : null;

    private static ToldRelease? FormerRelease(UnitPlan plan) => Image(plan, plan.Web.Container) is { } image
        ? ToldRelease.Of(image.TagOrDigest, $"the unit {plan.Web.Unit} says so")
        : null;

    // Neither Podman nor the directory has secrets, so that those of the answers were made just now.
    private static bool IsPasswordLost(InstallRequest request, FoundUnits found) => !request.PasswordIsSaid && found.Secrets.IsEmpty
        && !File.Exists(Path.Join(request.Directory, AnswersFile.SecretsName));

    // The image that a unit in its place runs.
    private static ImageReference? Image(UnitPlan plan, string container) =>
        plan.Found.Files.GetValueOrDefault($"{container}.container") is { } unit
        && Encoding.UTF8.GetString(unit.Content).Split('\n').FirstOrDefault(static l => l.StartsWith("Image=", StringComparison.Ordinal))
            is { } line ? ImageReference.Of(line["Image=".Length..]) : null;
}
