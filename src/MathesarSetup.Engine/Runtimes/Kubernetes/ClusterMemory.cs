using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>In which cluster the installation of a directory is.</summary>
internal sealed record ClusterMemory(string Context, string Server)
{
    public void Save(Disk disk)
    {
        if (Load(disk) != this)
        {
            StateText.Write(disk, StateFolder.Cluster, JsonSerializer.SerializeToUtf8Bytes(this, KubeJson.Default.ClusterMemory));
        }
    }

    /// <summary>Null where it was never told, or cannot be read: then nothing is known.</summary>
    public static ClusterMemory? Load(Disk disk)
    {
        try
        {
            return disk.Read(StateFolder.Cluster) is { } file ? JsonSerializer.Deserialize(file.Content, KubeJson.Default.ClusterMemory) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A small private file of the state folder, replaced as a whole.</summary>
internal static class StateText
{
    public static void Write(Disk disk, string path, byte[] content)
    {
        var staged = RelativePath.Beside(path, "new");
        disk.Delete(staged);
        disk.Create(staged, content, GeneratedFile.Private);
        disk.Rename(staged, path);
        disk.Sync(StateFolder.Name);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClusterMemory))]
[JsonSerializable(typeof(KubeJournal))]
internal sealed partial class KubeJson : JsonSerializerContext;
