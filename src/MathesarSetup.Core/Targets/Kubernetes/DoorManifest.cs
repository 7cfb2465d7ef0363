using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The way in from outside the cluster: an Ingress, or a route on a Gateway.</summary>
internal static class DoorManifest
{
    // Slow imports and queries take minutes; ingress-nginx would give them 60 s.
    private const string Patience = "300";

    public static YamlMap Ingress(ClusterPlan cluster)
    {
        var ingress = ClusterObject.Make(cluster, "networking.k8s.io/v1", "Ingress", cluster.Name, ClusterObject.Labels(cluster, ClusterObject.Web),
            Annotations(cluster));
        var spec = new YamlMap();
        if (cluster.Answers.Get(KubernetesSettings.IngressClass) is { Length: > 0 } name)
        {
            spec.Add("ingressClassName", name);
        }

        if (cluster.Plan.Url.IsHttps)
        {
            spec.Add("tls", new YamlList { Tls(cluster) }, "The certificate and its key lie in this Secret.");
        }

        spec.Add("rules", Rules(cluster));
        ingress.Add("spec", spec);
        return ingress;
    }

    /// <summary>A route on a Gateway that is there already. TLS is the Gateway's business.</summary>
    public static YamlMap Route(ClusterPlan cluster)
    {
        var gateway = cluster.Answers.Get(KubernetesSettings.Gateway).Split('/');
        var route = ClusterObject.Make(cluster, "gateway.networking.k8s.io/v1", "HTTPRoute", cluster.Name, ClusterObject.Web);
        var spec = new YamlMap { { "parentRefs", new YamlList { new YamlMap { { "namespace", gateway[0] }, { "name", gateway[^1] } } } } };
        if (cluster.Hosts is not [])
        {
            spec.Add("hostnames", Yaml.List(cluster.Hosts));
        }

        var rule = new YamlMap { { "backendRefs", new YamlList { new YamlMap { { "name", cluster.Name }, { "port", cluster.Port } } } } };
        rule.Add("timeouts", new YamlMap { { "request", $"{Patience}s" } }, "Imports and queries may take minutes.");
        spec.Add("rules", new YamlList { rule });
        route.Add("spec", spec);
        return route;
    }

    /// <summary>Whether the ingress controller may be ingress-nginx, which takes its limits from annotations.</summary>
    public static bool MayBeNginx(Answers a) =>
        a.Get(KubernetesSettings.IngressClass) is var name && (name.Length == 0 || name.Contains("nginx", StringComparison.Ordinal));

    /// <summary>What the controller and cert-manager are told.</summary>
    public static YamlMap Annotations(ClusterPlan cluster)
    {
        var a = cluster.Answers;
        var map = new YamlMap();
        if (a.Get(KubernetesSettings.CertificateIssuer) is { Length: > 0 } issuer)
        {
            map.Add("cert-manager.io/cluster-issuer", issuer, "cert-manager fetches and renews the certificate.");
        }

        if (MayBeNginx(a))
        {
            const string Prefix = "nginx.ingress.kubernetes.io/";
            map.Add(Prefix + "proxy-body-size", string.Create(CultureInfo.InvariantCulture, $"{a.Get(ProxySettings.BodyLimit)}m"),
                "For ingress-nginx, and of no effect on others. CSV files are imported in one request; nginx alone would stop at 1 MB.");
            map.Add(Prefix + "proxy-read-timeout", new YamlText(Patience), "Imports and queries may take minutes.");
            map.Add(Prefix + "proxy-send-timeout", new YamlText(Patience));
            if (a.Get(ProxySettings.RateLimit) > 0)
            {
                map.Add(Prefix + "limit-rps", new YamlText(a.Text(ProxySettings.RateLimit)), "How many requests per second one address may make.");
            }
        }

        return map;
    }

    private static YamlMap Tls(ClusterPlan cluster)
    {
        var tls = new YamlMap();
        if (cluster.Hosts is not [])
        {
            tls.Add("hosts", Yaml.List(cluster.Hosts));
        }

        tls.Add("secretName", cluster.Answers.Get(KubernetesSettings.TlsSecret));
        return tls;
    }

    private static YamlList Rules(ClusterPlan cluster)
    {
        var rules = new YamlList();
        foreach (var host in cluster.Hosts.DefaultIfEmpty(""))
        {
            var rule = new YamlMap();
            if (host.Length > 0)
            {
                rule.Add("host", host);
            }

            var backend = new YamlMap { { "service", new YamlMap { { "name", cluster.Name }, { "port", new YamlMap { { "name", "http" } } } } } };
            rule.Add("http",
                new YamlMap { { "paths", new YamlList { new YamlMap { { "path", "/" }, { "pathType", "Prefix" }, { "backend", backend } } } } });
            rules.Add(rule);
        }

        return rules;
    }
}
