using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Where in which cluster the installation of a directory is, and under which name.</summary>
internal sealed record ClusterMemory(string Context, string Server, string Namespace, string Name)
{
    private static readonly StateFile<ClusterMemory> s_file = new(StateFolder.Cluster, KubeJson.Default.ClusterMemory);

    /// <summary>
    /// What tells the cluster from any other that has its address: the uid of its namespace kube-system; null where that may not be read.
    /// </summary>
    public string? Cluster { get; init; }

    /// <summary>The revision of Helm's release that was made from here last; null where Helm has no part in it.</summary>
    public int? Revision { get; init; }

    /// <summary>By what the objects of that release are known again, which Helm puts back as another revision; null where it has no part.</summary>
    public string? Mark { get; init; }

    /// <summary>Whether this directory installed under that name there.</summary>
    public bool IsOf(ClusterSet set) => Namespace == set.Namespace && Name == set.Name;

    public void Save(Disk disk)
    {
        if (Load(disk) != this)
        {
            s_file.Save(disk, this);
        }
    }

    /// <summary>Null where it was never told, or cannot be read: then nothing is known.</summary>
    public static ClusterMemory? Load(Disk disk)
    {
        try
        {
            return s_file.Load(disk) is { Context: not null, Server: not null, Namespace: not null, Name: not null } known ? known : null;
        }
        catch (FindingException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClusterMemory))]
[JsonSerializable(typeof(KubeJournal))]
internal sealed partial class KubeJson : JsonSerializerContext;
