using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Reads how people reach a workload: its Service, and the Ingress or route that leads to it, among all that lead elsewhere.</summary>
internal sealed class DoorReader(ClusterItems items, ClusterItem web, YamlNode container)
{
    private readonly ImmutableArray<ClusterItem> _services = [.. items.Of("Service").Where(web.IsReachedBy)];

    /// <summary>The port of the Service that leads to Mathesar; null where none does.</summary>
    public FoundText? Port() => Ports().FirstOrDefault(p => Inside(p.Port) == WebPages.Port) is { Port: not null } reached ? Found(reached)
        : Ports().FirstOrDefault(static p => p.Port.Text("name") is "http" or "web" or "mathesar") is { Port: not null } named ? Found(named)
        : Ports().ToArray() is [var only] ? Found(only)
        : null;

    /// <summary>What leads in from outside.</summary>
    public ClusterFacts Door() => Ingress() ?? Route() ?? new ClusterFacts();

    private static FoundText? Found((ClusterItem Service, YamlNode Port) port) => port.Port.Found(port.Service.File, "port");

    // A Service of the workload's own name comes first.
    private IEnumerable<(ClusterItem Service, YamlNode Port)> Ports() =>
        _services.OrderBy(s => s.Name == web.Name ? 0 : 1).SelectMany(static s => s.Root.Items("spec", "ports").Select(p => (s, p)));

    // The port of the container that a Service's port leads to, by its number or by its name.
    private int? Inside(YamlNode port)
    {
        var target = port.Text("targetPort") ?? port.Text("port") ?? "";
        var number = container.Items("ports").FirstOrDefault(p => p.Text("name") == target).Text("containerPort") ?? target;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var inside) ? inside : null;
    }

    private bool LeadsHere(YamlNode? backend) =>
        (backend.Text("service", "name") ?? backend.Text("serviceName") ?? backend.Text("name")) is { } name && _services.Any(s => s.Name == name);

    private ClusterFacts? Ingress()
    {
        foreach (var ingress in items.Of("Ingress"))
        {
            var rules = ingress.Root.Items("spec", "rules").Where(r => r.Items("http", "paths").Any(p => LeadsHere(p.At("backend")))).ToArray();
            if (rules is [] && !LeadsHere(ingress.Root.At("spec", "defaultBackend")))
            {
                continue;
            }

            var host = rules.Select(r => r.Found(ingress.File, "host")).OfType<FoundText>().FirstOrDefault();
            var tls = ingress.Root.Items("spec", "tls");
            var mine = tls.FirstOrDefault(t => t.Items("hosts").Any(h => h is YamlNode.Scalar s && s.Value == host?.Value))
                ?? (tls is [var only] ? only : null);
            return new ClusterFacts
            {
                Door = "ingress",
                Host = host,
                HasTls = mine is not null,
                IngressClass = ingress.Root.Found(ingress.File, "spec", "ingressClassName")
                    ?? ingress.Root.Found(ingress.File, "metadata", "annotations", "kubernetes.io/ingress.class"),
                TlsSecret = mine.Found(ingress.File, "secretName"),
                Annotations = ingress.Root.Texts(ingress.File, "metadata", "annotations"),
            };
        }

        return null;
    }

    private ClusterFacts? Route()
    {
        var route = items.Of("HTTPRoute").FirstOrDefault(r =>
            r.Root.Items("spec", "rules").SelectMany(static rule => rule.Items("backendRefs")).Any(LeadsHere));
        return route?.Root.Items("spec", "parentRefs").FirstOrDefault() is not { } gateway ? null : new ClusterFacts
        {
            Door = "gateway",
            Host = route.Root.First(route.File, "spec", "hostnames"),
            Gateway = gateway.Found(route.File, "name") is { } name
                ? name with { Value = $"{gateway.Text("namespace") ?? route.Root.Text("metadata", "namespace")}/{name.Value}" }
                : null,
        };
    }
}
