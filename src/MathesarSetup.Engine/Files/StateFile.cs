using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>
/// A file of the state folder that this program alone reads, such as the journal of a run. Nobody but its user can: it may hold secrets.
/// </summary>
internal sealed class StateFile<T>(string path, JsonTypeInfo<T> form)
    where T : class
{
    /// <summary>Writes it and has it synced, whole or not at all.</summary>
    public void Save(Disk disk, T content)
    {
        var staged = RelativePath.Beside(path, "new");
        disk.Delete(staged);
        disk.Create(staged, JsonSerializer.SerializeToUtf8Bytes(content, form), GeneratedFile.Private);
        disk.Rename(staged, path);
        disk.Sync(StateFolder.Name);
    }

    public void Forget(Disk disk)
    {
        disk.Delete(path);
        disk.Sync(StateFolder.Name);
    }

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public T? Load(Disk disk)
    {
        if (disk.Read(path) is not { } file)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(file.Content, form) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new FindingException(FileFindings.JournalDamaged(disk.Full(path)));
        }
    }
}
