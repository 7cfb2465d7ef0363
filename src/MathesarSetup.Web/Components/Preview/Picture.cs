using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Web.Components.Preview;

/// <summary>A box of the review's picture: something that runs, or somebody who asks.</summary>
/// <param name="Inside">Whether it runs on the machine, or in the cluster, that is being set up.</param>
/// <param name="Ports">Where it can be reached on the machine, and whether from outside too.</param>
/// <param name="Stores">The volumes and folders in which its data lies.</param>
public sealed record PictureBox(
    string Title, string About, bool Inside, ImmutableArray<(string Text, bool Open)> Ports, ImmutableArray<string> Stores);

/// <summary>Who talks to whom, from the browser on the left to the database on the right.</summary>
public static class Picture
{
    public static ImmutableArray<PictureBox> Of(Plan plan)
    {
        var boxes = ImmutableArray.CreateBuilder<PictureBox>();
        // The whole address stands above the picture; its beginning is the same everywhere.
        boxes.Add(new PictureBox(Words.Browser, WithoutScheme(plan.Url.ToString()), false, [], []));
        if (plan.Answers.Get(ProxySettings.Kind) is ProxyKind.External)
        {
            boxes.Add(new PictureBox(Words.YourProxy, Words.YourProxyWhat, false, [], []));
        }

        boxes.AddRange(plan.Services.OrderBy(Order).Select(service => Box(plan, service)));
        if (plan.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.Existing)
        {
            boxes.Add(new PictureBox("PostgreSQL", Server(plan.Answers), false, [], []));
        }

        return boxes.ToImmutable();
    }

    /// <summary>The same in sentences, for those who do not see the picture.</summary>
    public static IEnumerable<string> Sentences(ImmutableArray<PictureBox> boxes)
    {
        foreach (var (box, next) in boxes.Zip(boxes.Skip(1)))
        {
            yield return Say(Words.TalksTo, box.Title, next.Title);
        }

        foreach (var box in boxes)
        {
            foreach (var (text, open) in box.Ports)
            {
                yield return Say(open ? Words.OpenPort : Words.ClosedPort, box.Title, text);
            }

            if (box.Stores is not [])
            {
                yield return Say(Words.KeepsDataIn, box.Title, string.Join(", ", box.Stores));
            }
        }
    }

    private static string Say(string format, params ReadOnlySpan<object?> words) => string.Format(CultureInfo.CurrentCulture, format, words);

    private static int Order(Service service) => service.Role switch { ServiceRole.Proxy => 0, ServiceRole.Web => 1, _ => 2 };

    private static PictureBox Box(Plan plan, Service service) => new(
        service.Role switch
        {
            ServiceRole.Web => "Mathesar",
            ServiceRole.Database => "PostgreSQL",
            _ =>
                plan.Answers.Get(ProxySettings.Kind) switch
                {
                    ProxyKind.Caddy => "Caddy",
                    ProxyKind.Nginx => "nginx",
                    ProxyKind.Traefik => "Traefik",
                    _ => service.Name,
                },
        },
        service.Runtime switch
        {
            Runtime.Image image => image.Reference.Text[(image.Reference.Text.LastIndexOf('/') + 1)..],
            Runtime.Host host => host.Program,
            _ => "",
        },
        true,
        // Ports of a cluster's pods are of no machine.
        KubernetesSettings.IsCluster(plan.Answers) ? [] : [.. service.Ports.Select(p => ($"{p.Address}:{p.Machine}", p.IsOpen))],
        [.. service.Mounts.OfType<Mount.Named>().Select(m => m.Volume),
            .. service.Mounts.OfType<Mount.Bind>().Where(b => !b.ReadOnly).Select(b => b.Source)]);

    private static string WithoutScheme(string url) => url[(url.IndexOf("://", StringComparison.Ordinal) + "://".Length)..];

    private static string Server(Answers answers) => answers.Get(DatabaseSettings.Host) switch
    {
        "" => Words.NoHostYet,
        var host when DatabaseUrl.IsSocket(host) => host,
        var host => $"{host}:{answers.Get(DatabaseSettings.Port)}",
    };
}
