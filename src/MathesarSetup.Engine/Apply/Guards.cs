using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Apply;

/// <summary>What forbids applying before anything is touched: things in the way, and changes that would lose data.</summary>
internal static class Guards
{
    private const string PodmanHost = "host.containers.internal";

    private static readonly Version s_hostGatewayPodman = new(4, 7);

    public static IEnumerable<Finding> Of(ApplyRequest request, WantedState wanted, EngineHoldings holdings, FormerState remembered) =>
    [
        .. request.Paths.Problem(request.Directory) is { } unmounted ? [unmounted] : ImmutableArray<Finding>.Empty,
        .. Names(wanted, holdings),
        .. Ports(request, wanted, holdings),
        .. Images(request, wanted, holdings),
        .. holdings.MissingNetworks.Select(n =>
            ApplyFinding.NetworkMissing.Say(
                $"The network {n}, which Mathesar shall join, is not there. Start your proxy, which makes it, or run `docker network create {n}`.",
                ProxySettings.Network.Key)),
        .. HostName(request, wanted),
        .. Data(request, wanted, holdings, remembered),
    ];

    /// <summary>The bundled database's password where another one is wanted; null when nothing changes.</summary>
    public static SecretText? FormerPassword(ApplyRequest request, WantedState wanted, EngineHoldings holdings, FormerState remembered) =>
        wanted.Database is not null && remembered.DatabasePassword is { } former
            && former.Reveal() != request.Setup.Answers.Get(DatabaseSettings.Password).Reveal() ? former : null;

    private static IEnumerable<Finding> Names(WantedState wanted, EngineHoldings holdings)
    {
        foreach (var finding in NameConflicts.Of(wanted.Labels,
            holdings.Named.Values.Select(static c => new ListedContainer(c.Id, c.Name, c.Spec.Image, c.Labels, c.Run.Running))))
        {
            yield return finding;
        }

        if (wanted.IsCompose && holdings.Network is { } network && network.Labels.GetValueOrDefault(Labels.ComposeProject) != wanted.Plan.Name)
        {
            yield return ApplyFinding.NetworkTaken.Say($"There is a network named {wanted.Network} that Compose did not make, and Compose would "
                + "refuse it. Remove it, or choose another name for this installation.",
                RunSettings.Name.Key);
        }
    }

    private static IEnumerable<Finding> Ports(ApplyRequest request, WantedState wanted, EngineHoldings holdings)
    {
        var conflicts = new PortConflicts
        {
            Setup = request.Setup,
            Own = wanted.Labels,
            Held = holdings.Ports,
            Opened = [.. wanted.Containers.SelectMany(static c => c.Spec.Ports.Select(p => Opened(c.Service, p)))],
            IsRootless = request.Engine.IsRootless,
            IsSeen = request.Engine.IsLocal && !request.Paths.InContainer,
        };
        return conflicts.Findings();
    }

    private static OpenedPort Opened(Service service, PortSpec port) =>
        new(service, ListenAddress.Parse(port.Address)!, port.Machine, service.Ports.FirstOrDefault(p => p.Machine == port.Machine)?.From);

    // It would write the words host-gateway where an address belongs.
    private static IEnumerable<Finding> HostName(ApplyRequest request, WantedState wanted) =>
        request.Engine.IsPodman && Version.TryParse(request.Engine.Version, out var version) && version < s_hostGatewayPodman
            && wanted.Plan.Services.Any(static s => s.ReachesHost)
            ? [ApplyFinding.HostName.Say($"Podman {request.Engine.Version} does not know the name {Service.HostGateway}, with which containers reach "
                + $"this machine; from {s_hostGatewayPodman} on it does. Call your server {PodmanHost}, as Podman does.",
                DatabaseSettings.Host.Key, Fix.To($"Use {PodmanHost}", DatabaseSettings.Host, PodmanHost))]
            : [];

    private static IEnumerable<Finding> Images(ApplyRequest request, WantedState wanted, EngineHoldings holdings) =>
        from container in wanted.Containers
        where holdings.Images.TryGetValue(container.Spec.Image, out var image) && image.Architecture is { Length: > 0 }
            && image.Architecture != request.Engine.Architecture
        select ImageFindings.OtherArchitecture(container.Spec.Image, holdings.Images[container.Spec.Image].Architecture, request.Engine.Architecture);

    private static IEnumerable<Finding> Data(ApplyRequest request, WantedState wanted, EngineHoldings holdings, FormerState remembered)
    {
        var answers = request.Setup.Answers;
        if (wanted.Database is { } database)
        {
            if (!remembered.DataIsNew && remembered.DatabasePassword is null && !request.PasswordIsSaid)
            {
                var data = FormerState.DataMount(wanted, holdings, database)?.Source ?? database.Name;
                yield return LostPassword(data, request.Directory);
            }

            if (remembered.PostgresMajor is { } major && major != answers.Get(DatabaseSettings.Version))
            {
                yield return OtherPostgres(major, answers);
            }

            foreach (var finding in Renamed(answers, name => holdings.Former(wanted, database)?.Variable(name)))
            {
                yield return finding;
            }
        }

        if (remembered.Release is { } release && ReleaseGuard.Of(release, request) is { } otherRelease)
        {
            yield return otherRelease;
        }
        else if (remembered.OpenPlace is { } place)
        {
            yield return ReleaseGuard.Unknown(place);
        }

        if (OtherKey(request, remembered.SecretKey) is { } otherKey)
        {
            yield return otherKey;
        }
    }

    /// <summary>What another secret key than the former one costs; null where it is the same, or none is known.</summary>
    public static Finding? OtherKey(InstallRequest request, SecretText? former)
    {
        const string Cost = "The secret key differs from the one with which Mathesar encrypted the passwords of its connections: "
            + "with another key each of them has to be entered again.";
        return former is not { } known || known.Reveal() == request.Setup.Answers.Get(SecretSettings.Key).Reveal() ? null
            : request.Accepted.LostConnections
            ? ApplyFinding.ConnectionsLost.Say($"{Cost} That was accepted.", SecretSettings.Key.Key)
            : ApplyFinding.SecretKey.Say($"{Cost} Put the former key back, or accept this.", SecretSettings.Key.Key) with
            {
                Consent = ApplyFinding.LoseConnections,
            };
    }

    /// <summary>That a database is there whose password nobody knows.</summary>
    public static Finding LostPassword(string data, string directory) => ApplyFinding.LostSecrets.Say(
        $"{data} holds a database already, and its password is not in {directory}: a new one would not open it. "
            + "Put the former mathesar.secrets.yaml back, or write the password into it, or choose another name for this installation.",
        DatabaseSettings.Password.Key);

    /// <summary>That another PostgreSQL made the data.</summary>
    public static Finding OtherPostgres(int major, Answers answers) => ApplyFinding.OtherPostgres.Say(
        $"The database was made by PostgreSQL {major}, and PostgreSQL {answers.Text(DatabaseSettings.Version)} cannot read its data. "
            + $"Set database.version back to {major}.",
        DatabaseSettings.Version.Key, Fix.To($"Keep {major}", DatabaseSettings.Version, major));

    /// <summary>That role or database have another name than those that are there: the image makes them at the first start alone.</summary>
    /// <param name="former">What stood in a variable of the database; null for nothing.</param>
    public static IEnumerable<Finding> Renamed(Answers answers, Func<string, string?> former)
    {
        foreach (var (variable, setting) in new (string, Setting)[]
        {
            ("POSTGRES_USER", DatabaseSettings.User),
            ("POSTGRES_DB", DatabaseSettings.Name),
        })
        {
            if (former(variable) is { Length: > 0 } text && text != answers.Text(setting))
            {
                yield return ApplyFinding.DatabaseRenamed.Say(
                    $"The database was made with {setting.Key} {text}, which cannot be renamed from here. Set it back.",
                    setting.Key, Fix.To($"Keep {text}", setting.Key, text));
            }
        }
    }
}
