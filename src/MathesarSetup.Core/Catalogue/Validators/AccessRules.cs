using MathesarSetup.Values;
using System.Globalization;
using System.Net;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about who reaches Mathesar and under which names.</summary>
internal static class AccessRules
{
    // A cluster has no address of a machine to listen on: KubernetesRules speaks of its ways in.
    public static IEnumerable<Finding> Check(Answers a) => KubernetesSettings.IsCluster(a) ? Names(a) : OnMachine(a);

    private static IEnumerable<Finding> OnMachine(Answers a)
    {
        var url = a.Get(AccessSettings.Url);
        var bind = a.Get(AccessSettings.Bind);
        var kind = a.Get(ProxySettings.Kind);
        if (kind is ProxyKind.None && url.IsHttps)
        {
            yield return Finding.Warning("access.https-without-proxy", "The address says https, but Mathesar itself speaks only plain HTTP. Let a proxy end TLS: one that runs beside Mathesar, or one that you run.",
                AccessSettings.Url.Key, Fix.To("Add Caddy", ProxySettings.Kind.Key, "caddy"));
        }

        if (kind is ProxyKind.None && bind.IsLoopback && !url.IsLocal)
        {
            yield return Finding.Warning("access.bind-hides-address", $"Mathesar would answer only on this machine itself, so nobody else can open {url}. Open the port on every address, or put a proxy in front.",
                AccessSettings.Bind.Key, Fix.To("Open it on every address", AccessSettings.Bind.Key, "0.0.0.0"));
        }

        if (kind is ProxyKind.None && !url.IsHttps && url.Port != a.Get(AccessSettings.Port))
        {
            yield return Finding.Warning("access.port-differs", $"People would open port {url.Port}, but Mathesar answers on port {a.Get(AccessSettings.Port)}. Make them the same, unless something of yours forwards one to the other.",
                AccessSettings.Url.Key, Fix.To($"Use port {url.Port}", AccessSettings.Port.Key, url.Port.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (var finding in Exposure(a, url, bind, kind).Concat(Names(a)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Exposure(Answers a, PublicUrl url, ListenAddress bind, ProxyKind kind)
    {
        var joined = a.Get(ProxySettings.Network).Length > 0;
        if (kind is ProxyKind.None or ProxyKind.External && !bind.IsLoopback && !joined)
        {
            yield return Finding.Warning("access.open", $"Everybody who can reach {(bind.IsEverywhere ? "any address of this machine" : bind)} can open port {a.Get(AccessSettings.Port)}{(RunSettings.OnHost(a) ? "" : ": ports that containers publish pass by firewalls such as ufw")}. Keep it if that is what you want.",
                AccessSettings.Bind.Key, Fix.To("Only this machine", AccessSettings.Bind.Key, "127.0.0.1"));
        }

        if (!url.IsHttps && !url.IsLocal && !bind.IsLoopback)
        {
            yield return Finding.Warning("access.plain-http", "Passwords cross the network in the clear, because the address is plain http. Use https with a proxy where others share the network.",
                AccessSettings.Url.Key);
        }

        // A target may say more about it.
        if (!ProxySettings.RunsOne(a) && !RunSettings.OnHost(a) && !TargetKinds.Of(a).TellsLowPorts && a.Get(AccessSettings.Port) < 1024)
        {
            yield return Finding.Note("access.low-port", $"Port {a.Get(AccessSettings.Port)} is below 1024. A rootless engine cannot open it without a change to the machine; 8000 works everywhere.", AccessSettings.Port.Key,
                Fix.To("Use port 8000", AccessSettings.Port.Key, "8000"));
        }
    }

    private static IEnumerable<Finding> Names(Answers a)
    {
        if (a.Get(AccessSettings.Hosts).Items.Contains("*"))
        {
            yield return Finding.Warning("access.any-host", "A star lets Mathesar answer to every name, so a foreign web site can talk to it through a visitor's browser (DNS rebinding). List the names instead.",
                AccessSettings.Hosts.Key, Fix.To("Take the star out", AccessSettings.Hosts.Key, string.Join(",", a.Get(AccessSettings.Hosts).Items.Remove("*"))));
        }
    }
}
