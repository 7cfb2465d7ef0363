using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>Says what a service of somebody's installation is for.</summary>
internal static class Roles
{
    private static readonly string[] s_parts = ["environment", "ports", "volumes", "networks", "profiles"];

    public static bool IsMathesar(FoundService service)
    {
        var last = ImageReference.Of(service.ImageName).ShortName;
        return last is "mathesar" or "mathesar-prod" || last.StartsWith("mathesar-stand-in", StringComparison.Ordinal)
            || (!IsProxy(service) && service.Variables.ContainsKey("ALLOWED_HOSTS")
                && (service.Variables.ContainsKey("POSTGRES_HOST") || service.Variables.ContainsKey("DJANGO_DATABASE_URL"))
                && !last.Contains("postgres", StringComparison.Ordinal));
    }

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

    /// <summary>Marks the service's own lines and those that every installation says alike.</summary>
    public static void MarkUsual(FoundService service, FoundEntry entry, ReadLines lines)
    {
        lines.Mark(entry.At);
        foreach (var part in entry.Value is FoundNode.Map map ? map.Entries : [])
        {
            if (s_parts.Contains(part.Key))
            {
                lines.Mark(part.At);
            }
        }

        foreach (var usual in service.Usual)
        {
            lines.Mark(usual);
        }
    }
}
