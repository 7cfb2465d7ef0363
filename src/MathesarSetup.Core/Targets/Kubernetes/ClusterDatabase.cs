using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>PostgreSQL inside the cluster.</summary>
/// <param name="Name">The name of its objects.</param>
/// <param name="IsOperated">Whether CloudNativePG runs it.</param>
internal sealed record ClusterDatabase(string Name, bool IsOperated, Service Service, Answers Answers)
{
    public const int Port = 5432;

    /// <summary>The database of the plan; null when it is elsewhere.</summary>
    public static ClusterDatabase? Of(Plan plan) => plan.Database is { } service
        ? new ClusterDatabase($"{plan.Name}-{service.Name}", plan.Answers.Get(KubernetesSettings.Operator), service, plan.Answers)
        : null;

    /// <summary>Where Mathesar reaches it. The operator points the name that ends in -rw at the server that writes.</summary>
    public string Address => IsOperated ? $"{Name}-rw" : Name;

    // The operator's pods need its own images, which are made from the same packages.
    public string Image => IsOperated && Answers.Text(DatabaseSettings.Image) == Answers.DefaultText(DatabaseSettings.Image)
        ? string.Create(CultureInfo.InvariantCulture, $"ghcr.io/cloudnative-pg/postgresql:{Answers.Get(DatabaseSettings.Version)}")
        : Service.Image!.Text;

    /// <summary>The user that PostgreSQL runs as in its image: 999 in Debian's, 70 in Alpine's.</summary>
    public int User => Image.Contains("alpine", StringComparison.Ordinal) ? 70 : 999;

    public string Size => Answers.Get(KubernetesSettings.DatabaseSize);

    public int Instances => Answers.Get(KubernetesSettings.Instances);

    /// <summary>Where the volume is mounted.</summary>
    public string MountPath => Service.Mounts[0].Path;

    /// <summary>
    /// A folder below the mount for the data, where the image would take the mount itself; null from PostgreSQL 18 on, whose image has one.
    /// </summary>
    public string? DataFolder => MountPath.EndsWith("/data", StringComparison.Ordinal) ? $"{MountPath}/pgdata" : null;

    /// <summary>PostgreSQL's own settings, by name.</summary>
    public ImmutableArray<(string Name, string Value)> Parameters => Service.Start is StartCommand.Arguments { Items: var items }
        ? [.. items.Where(i => i.Contains('=', StringComparison.Ordinal)).Select(i => i.Split('=', 2)).Select(p => (p[0], p[1]))]
        : [];
}
