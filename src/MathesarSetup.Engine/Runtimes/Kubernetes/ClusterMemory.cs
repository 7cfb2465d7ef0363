using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>In which cluster the installation of a directory is.</summary>
internal sealed record ClusterMemory(string Context, string Server)
{
    private static readonly StateFile<ClusterMemory> s_file = new(StateFolder.Cluster, KubeJson.Default.ClusterMemory);

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
            return s_file.Load(disk);
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
