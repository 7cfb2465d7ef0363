using MathesarSetup.Mathesar;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Units;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>What cannot be honoured without containers, each with the reason.</summary>
internal static class HostFindings
{
    public static IEnumerable<Finding> Of(Plan plan, HostPlace place)
    {
        var a = plan.Answers;
        return Refused(plan, a).Concat(Unfit(plan)).Concat(Proxies(a, place)).Concat(Ignored(a));
    }

    private static IEnumerable<Finding> Refused(Plan plan, Answers a)
    {
        if (!plan.Release.HasLauncher)
        {
            yield return Finding.Error("systemd.release-too-early", $"Mathesar has an installer for a machine without containers from 0.3.0 on, so {plan.Release} cannot run there. Choose a newer release.", RunSettings.Version.Key,
                Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version.Key, Releases.Newest.ToString()));
        }

        if (a.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn)
        {
            yield return Finding.Error("systemd.no-built-in", "The database inside Mathesar's image needs that image, and here runs none. Let PostgreSQL run beside Mathesar: it belongs to this installation alone, too.", DatabaseSettings.Mode.Key,
                Fix.To("Run PostgreSQL beside it", DatabaseSettings.Mode.Key, "bundled"));
        }

        if (a.Get(ProxySettings.Kind) is ProxyKind.Traefik)
        {
            yield return Finding.Error("systemd.no-traefik", "Distributions have no package of Traefik that a site could be added to. Choose Caddy or nginx, or `external` for a Traefik that you run yourself.", ProxySettings.Kind.Key,
                Fix.To("Use Caddy", ProxySettings.Kind.Key, "caddy"));
        }

        if (a.Get(HostSettings.ForOneUser) && a.Get(AccessSettings.Port) < 1024)
        {
            yield return Finding.Error("systemd.low-port", $"Only root may open port {a.Get(AccessSettings.Port)}: those below 1024 are the machine's. Choose a higher one, or install for the whole machine.", AccessSettings.Port.Key,
                Fix.To("Use port 8000", AccessSettings.Port.Key, "8000"));
        }
    }

    // Mathesar's installer rewrites these three between double quotes, without an escape, and lets bash read them.
    private static IEnumerable<Finding> Unfit(Plan plan)
    {
        foreach (var entry in plan.Web.Environment.Where(e => e.Name is "POSTGRES_HOST" or "POSTGRES_DB" or "POSTGRES_USER" && (e.Value.AsSpan().ContainsAny("\"$`\\") || e.Value != e.Value.Trim())))
        {
            yield return Finding.Error("systemd.unfit-name", $"Mathesar's installer cannot carry a quotation mark, a dollar sign, a backtick, a backslash or a blank at either end in {entry.Name}. Choose another name.", entry.Name == "POSTGRES_HOST" && plan.Database is not null ? HostSettings.Directory.Key : entry.From?.Key);
        }

        foreach (var entry in plan.Web.Environment.Where(e => !HostEnvFile.CanCarry(e.Value)))
        {
            yield return Finding.Error("systemd.unfit-value", $"systemd refuses a character in the value of {entry.Name} that Unicode keeps free. Take it out.", entry.From?.Key);
        }

        if (plan.Place!.Data is { } data && !SystemdUnit.CanCarry(data))
        {
            yield return Finding.Error("systemd.unfit-value", "systemd refuses a character in the data directory that Unicode keeps free. Take it out.", TuningSettings.Directory.Key);
        }

        if (plan.Database is not null && plan.Place!.Directory.Contains(',', StringComparison.Ordinal))
        {
            yield return Finding.Error("systemd.comma-in-directory", "PostgreSQL separates the directories of its sockets with commas, so the directory cannot hold one. Choose another.", HostSettings.Directory.Key);
        }
    }

    private static IEnumerable<Finding> Proxies(Answers a, HostPlace place)
    {
        if (place.ForOneUser && a.Get(ProxySettings.Kind) is ProxyKind.Caddy or ProxyKind.Nginx && place.ForOneUser)
        {
            yield return Finding.Note("systemd.site-needs-root", "The machine's proxy belongs to root, so this user's installation only writes the site's file, below proxy/. Ask an administrator to add it to Caddy's or nginx's configuration.", ProxySettings.Kind.Key);
        }

        if (a.Get(ProxySettings.Network).Length > 0)
        {
            yield return Finding.Warning("systemd.no-network", "Only containers join a Docker network, and here run none. Your proxy reaches Mathesar by its address and port instead.", ProxySettings.Network.Key,
                Fix.To("Join none", ProxySettings.Network.Key, null));
        }
    }

    private static IEnumerable<Finding> Ignored(Answers a)
    {
        foreach (var image in new[] { RunSettings.Image, DatabaseSettings.Image }.Where(s => a.Text(s) != a.DefaultText(s)))
        {
            yield return Finding.Note("systemd.no-image", "No image is used here: Mathesar is its official release, and PostgreSQL the one of the distribution. The answer is kept for other ways to run it.", image.Key);
        }

        if (a.Get(DatabaseSettings.Host) == Service.HostGateway)
        {
            yield return Finding.Note("systemd.host-is-near", $"{Service.HostGateway} is what a container calls this machine. Without containers it is localhost, and so it is written.", DatabaseSettings.Host.Key,
                Fix.To("Say localhost", DatabaseSettings.Host.Key, "localhost"));
        }
    }
}
