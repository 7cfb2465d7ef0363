using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>Says what a service of somebody's installation is for: by its image and its names, never by being the first.</summary>
internal static class Roles
{
    /// <summary>Whether it is Mathesar by its image, or could be by its variables.</summary>
    public static bool IsMathesar(FoundService service) => HasImage(service) || HasVariables(service);

    /// <summary>Whether its image is Mathesar's: the makers' own, a registry's copy, or one that is built upon it.</summary>
    public static bool HasImage(FoundService service) => ImageReference.Of(service.ImageName).ShortName is var last
        && (last is "mathesar" or "mathesar-prod" || last.StartsWith("mathesar-stand-in", StringComparison.Ordinal));

    // Other programs built on Django have these too.
    private static bool HasVariables(FoundService service) =>
        !IsProxy(service) && service.Variables.ContainsKey("ALLOWED_HOSTS")
            && (service.Variables.ContainsKey("POSTGRES_HOST") || service.Variables.ContainsKey("DJANGO_DATABASE_URL"))
            && !ImageReference.Of(service.ImageName).ShortName.Contains("postgres", StringComparison.Ordinal);

    /// <summary>
    /// The service that runs Mathesar; null with an error where nothing does, or where only a person can say which of several is meant.
    /// </summary>
    /// <param name="named">A service or container that somebody named; null to tell it by its image.</param>
    public static FoundService? Web(FoundInstallation found, string? named, Answering answers)
    {
        if (named is not null)
        {
            var meant = found.Services.Where(s => Is(s.Name, named) || Is(s.Container?.Value, named)).ToArray();
            if (meant is [var one])
            {
                return one;
            }

            answers.Findings.Add(ImportFindings.NoSuchService(named, found.Services.Select(static s => s.Name)));
            return null;
        }

        var images = found.Services.Where(HasImage).ToImmutableArray();
        if (images is [])
        {
            return ByVariables(found, answers);
        }

        // What a profile holds back does not run by itself.
        var running = images.Length > 1 ? images.Where(static s => !s.HasProfile).ToImmutableArray() : images;
        return Only(images.Length == 1 || running is not [_] ? images : running, answers);
    }

    /// <summary>The service behind a host name: none without a name, and none where several have it.</summary>
    public static FoundService? Behind(string? host, FoundInstallation found, FoundService web)
    {
        if (host is null or "")
        {
            return null;
        }

        var others = found.Services.Where(s => s != web).ToArray();
        var linked = web.Links.Where(l => Is(l.Alias, host)).Select(static l => l.Service).ToArray();
        static bool IsCalled(FoundService service, string name) =>
            Is(service.Name, name) || Is(service.Container?.Value, name) || service.Names.Any(n => Is(n, name));
        var named = others.Where(s => (Meets(s, web) && IsCalled(s, host)) || linked.Any(l => IsCalled(s, l))
            || s.NamesIn.Any(n => Is(n.Name, host) && (web.Networks is [] || web.Networks.Contains(n.Network)))).ToArray();
        // Who shares a network is this very machine to the others.
        var beside = named is [] && HostName.IsLoopback(host)
            ? others.Where(s => SharesNetwork(s, web) && (s.ImageName.Contains("postgres", StringComparison.Ordinal)
                || s.Variables.Keys.Any(static k => k is "POSTGRES_PASSWORD" or "POSTGRES_PASSWORD_FILE"))).ToArray() : named;
        return beside is [var one] ? one : null;
    }

    /// <summary>The proxy in front of Mathesar; null where there is none, or where there are several of which nobody knows which it is.</summary>
    public static FoundService? Proxy(FoundInstallation found, FoundService web, FoundService? database) =>
        found.Services.Where(s => s != web && s != database && IsProxy(s)).ToArray() is [var one] ? one : null;

    /// <summary>Whether it is a proxy that can be generated: Mathesar's own, or one that was generated.</summary>
    public static bool IsProxy(FoundService service) => ProxyKind(service) is not null
        && (service.ImageName.EndsWith("mathesar-caddy", StringComparison.Ordinal) || service.Variables.ContainsKey("DOMAIN_NAME")
            || service.Mounts.Any(static m => m.Source == "./proxy"));

    public static string? ProxyKind(FoundService service) => service.ImageName switch
    {
        var name when name.Contains("caddy", StringComparison.Ordinal) => "caddy",
        var name when name.EndsWith("nginx", StringComparison.Ordinal) => "nginx",
        var name when name.EndsWith("traefik", StringComparison.Ordinal) => "traefik",
        _ => null,
    };

    /// <summary>The service whose network another one shares; null where it has its own or the machine's.</summary>
    public static FoundService? NetworkOwner(FoundInstallation found, FoundService service) => service.NetworkMode?.Value.Split(':', 2) switch
    {
        ["service", var name] => found.Services.FirstOrDefault(s => s != service && Is(s.Name, name)),
        ["container", var name] => found.Services.FirstOrDefault(s => s != service && Is(s.Container?.Value, name)),
        _ => null,
    };

    private static FoundService? ByVariables(FoundInstallation found, Answering answers)
    {
        var possible = found.Services.Where(HasVariables).ToImmutableArray();
        var ours = possible.Where(static s => s.Name == KeptSettings.WebService.Default(Answers.None)).ToImmutableArray();
        if (ours is [var own])
        {
            return own;
        }

        if (possible is [])
        {
            answers.Findings.Add(ImportFindings.NotMathesar());
            return null;
        }

        if (possible is [var one])
        {
            answers.Findings.Add(ImportFindings.MathesarUnsure(one.Name, one.ImageName));
        }

        return Only(possible, answers);
    }

    private static FoundService? Only(ImmutableArray<FoundService> services, Answering answers)
    {
        if (services is [var one])
        {
            return one;
        }

        answers.Findings.Add(ImportFindings.SeveralMathesars(services.Select(static s => s.Name)));
        return null;
    }

    // Whether a name of the one leads the other to it, as far as is known.
    private static bool Meets(FoundService one, FoundService other) =>
        one.Networks is [] || other.Networks is [] || one.Networks.Intersect(other.Networks).Any();

    private static bool SharesNetwork(FoundService one, FoundService other) =>
        Is(one.NetworkMode?.Value, $"service:{other.Name}") || Is(other.NetworkMode?.Value, $"service:{one.Name}")
            || (one.NetworkMode is { } mode && (mode.Value == "host" || mode.Value.Contains(':', StringComparison.Ordinal))
                && Is(mode.Value, other.NetworkMode?.Value));

    // Names of hosts are looked up without regard to case. No name equals no other.
    private static bool Is(string? one, string? other) => one is { Length: > 0 } && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
