using System.Collections.Immutable;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>Tells Mathesar's release from the marks that each left in its files.</summary>
internal static class ReleaseFingerprints
{
    // 0.1.x cannot be generated, and has to be told all the same.
    private static readonly ImmutableArray<Version> s_all = [.. Releases.Alpha, .. Releases.All.Select(static r => r.Version)];

    // Without an end, a mark holds for every release that comes.
    private sealed record Mark(string From, string? To, string Says, Func<FoundService, FoundInstallation, bool> Is);

    private static readonly ImmutableArray<Mark> s_marks =
    [
        new("0.1.0", "0.1.3", "there is a watchtower service",
            static (_, all) => all.Services.Any(s => s.ImageName.EndsWith("watchtower", StringComparison.Ordinal))),
        new("0.1.0", "0.1.1", "its services have profiles", static (_, all) => all.Services.Any(s => s.HasProfile && IsOfficial(s))),
        new("0.1.0", "0.1.7", "the image is mathesar-prod", static (web, _) => web.ImageName.EndsWith("mathesar-prod", StringComparison.Ordinal)),
        new("0.1.0", "0.1.3", "it is told its database by DJANGO_DATABASE_URL", static (web, _) => Has(web, "DJANGO_DATABASE_URL")
            && !web.ImageName.EndsWith("mathesar/mathesar", StringComparison.Ordinal)),
        new("0.1.4", null, "it is told its database by POSTGRES_*", static (web, _) => Has(web, "POSTGRES_HOST")),
        new("0.2.0", null, "the image is mathesar/mathesar",
            static (web, _) => web.ImageName.EndsWith("mathesar/mathesar", StringComparison.Ordinal)),
        new("0.2.0", "0.2.0", "PostgreSQL is the image postgres:13 beside mathesar/mathesar",
            static (web, all) => web.ImageName.EndsWith("mathesar/mathesar", StringComparison.Ordinal)
                && all.Services.Any(s => s.Image?.Value == "postgres:13")),
        new("0.2.1", null, "PostgreSQL is the image pgautoupgrade",
            static (_, all) => all.Services.Any(s => s.ImageName.EndsWith("pgautoupgrade", StringComparison.Ordinal))),
        new("0.2.1", "0.4.0", "nothing keeps /code/.secrets, and SECRET_KEY is passed", static (web, _) => IsOfficial(web)
            && Mounts(web, ContainerPaths.MistakenMedia) && !Mounts(web, ContainerPaths.Secrets) && web.Variables.ContainsKey("SECRET_KEY")),
        new("0.5.0", null, "/code/.secrets is kept", static (web, _) => Mounts(web, ContainerPaths.Secrets)),
        new("0.1.0", "0.7.1", "uploads are mounted at /code/media", static (web, _) => Mounts(web, ContainerPaths.MistakenMedia)),
        new("0.8.0", null, "uploads are mounted at /code/.media", static (web, _) => IsOfficial(web) && Mounts(web, ContainerPaths.Media)),
        new("0.4.0", null, "OIDC_CONFIG_DICT is passed", static (web, _) => web.Variables.ContainsKey("OIDC_CONFIG_DICT")),
        new("0.6.0", null, "WEB_CONCURRENCY or FILE_STORAGE_DICT is passed",
            static (web, _) => web.Variables.ContainsKey("WEB_CONCURRENCY") || web.Variables.ContainsKey("FILE_STORAGE_DICT")),
        new("0.8.0", null, "POSTGRES_SSLMODE is passed", static (web, _) => web.Variables.ContainsKey("POSTGRES_SSLMODE")),
        new("0.11.0", null, "SSO_CONFIG_DICT, REQUIRE_SSO_LOGIN or PER_USER_DATABASES_ENABLED is passed",
            static (web, _) => web.Variables.Keys.Any(k => k is "SSO_CONFIG_DICT" or "REQUIRE_SSO_LOGIN" or "PER_USER_DATABASES_ENABLED")),
        new("0.2.0", "0.11.0", "its health check asks no /healthz",
            static (web, _) => web.StartText.Contains("curl", StringComparison.Ordinal)
                && !web.StartText.Contains("/healthz", StringComparison.Ordinal)),
        new("0.12.0", null, "its health check asks /healthz/ready",
            static (web, _) => web.StartText.Contains("/healthz/ready", StringComparison.Ordinal)),
    ];

    /// <summary>The release, or the newest of those that fit; null when nothing tells.</summary>
    public static ReleaseGuess? Of(FoundService web, FoundInstallation all)
    {
        if (Version.TryParse(web.ImageTag.TrimStart('v'), out var tag) && tag.Build >= 0 && tag.Revision < 0)
        {
            return new ReleaseGuess(tag.ToString(3), $"the image's tag says {web.ImageTag}", IsExact: true);
        }

        var left = s_all.AsEnumerable();
        var because = new List<string>();
        foreach (var mark in s_marks.Where(mark => mark.Is(web, all)))
        {
            var narrowed = left.Where(v => v >= Version.Parse(mark.From) && (mark.To is null || v <= Version.Parse(mark.To))).ToArray();
            if (narrowed.Length > 0 && narrowed.Length < left.Count())
            {
                (left, _) = (narrowed, 0);
                because.Add(mark.Says);
            }
        }

        var range = left.ToArray();
        return because.Count == 0
            ? null
            : new ReleaseGuess(range[^1].ToString(3),
                $"{string.Join(", ", because)}{(range.Length == 1 ? "" : $", so it is one from {range[0]} to {range[^1]}")}",
                IsExact: false)
            { Oldest = range[0].ToString(3) };
    }

    private static bool Has(FoundService web, string name) => web.Variable(name) is { Length: > 0 };

    private static bool Mounts(FoundService web, string target) => web.Mounts.Any(m => m.Target.TrimEnd('/') == target);

    // Files of others than Mathesar's makers mount what they like.
    private static bool IsOfficial(FoundService service) =>
        service.Name is "service" or "db" or "caddy-reverse-proxy" || service.Container?.Value is "mathesar_service" or "mathesar_db";
}
