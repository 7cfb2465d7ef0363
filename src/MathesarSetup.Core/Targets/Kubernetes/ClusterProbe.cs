using MathesarSetup.Documents.Yamls;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Probes that the node makes, from the plan's one probe.</summary>
internal static class ClusterProbe
{
    /// <summary>Asks until the program works, as long as it may take.</summary>
    public static YamlMap Starting(HealthProbe health) => Make(Asking(health), health, (int)(health.Grace / health.Interval));

    /// <summary>Whether it can be given requests.</summary>
    public static YamlMap Ready(HealthProbe health) => Make(Asking(health), health, 3);

    /// <summary>Whether it lives at all. Where no page tells only that, an open port has to do.</summary>
    public static YamlMap Alive(HealthProbe health) => Make(
        health.Alive is { } page ? Page(page) : ("tcpSocket", new YamlMap { { "port", "http" } }), health, health.Retries);

    private static (string, YamlMap) Asking(HealthProbe health) => health.Ready is { } page
        ? Page(page)
        : ("exec", new YamlMap { { "command", Yaml.List(health.Command) } });

    private static (string, YamlMap) Page(WebPage page) => ("httpGet", new YamlMap
    {
        { "path", page.Path },
        { "port", "http" },
        { "httpHeaders", new YamlList { new YamlMap { { "name", "Host" }, { "value", page.Host } } } },
    });

    private static YamlMap Make((string Name, YamlMap Value) asking, HealthProbe health, int failures) => new()
    {
        { asking.Name, asking.Value },
        { "periodSeconds", (int)health.Interval.TotalSeconds },
        { "timeoutSeconds", (int)health.Timeout.TotalSeconds },
        { "failureThreshold", failures },
    };
}
