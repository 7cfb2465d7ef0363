using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>
/// A file of the state folder that this program alone reads, such as the journal of a run. Nobody but its user can: it may hold secrets.
/// </summary>
/// <param name="ofOthers">What root says of one that root does not own, where root does what the file says; null where it does not matter.</param>
internal sealed class StateFile<T>(string path, JsonTypeInfo<T> form, Func<string, Finding>? ofOthers = null)
    where T : class
{
    /// <summary>Writes it and has it synced, whole or not at all.</summary>
    public void Save(Disk disk, T content)
    {
        var staged = RelativePath.Beside(path, "new");
        disk.Delete(staged);
        disk.Create(staged, JsonSerializer.SerializeToUtf8Bytes(content, form), GeneratedFile.Private, isGiven: ofOthers is null);
        disk.Rename(staged, path);
        disk.Sync(StateFolder.Name);
    }

    public void Forget(Disk disk)
    {
        disk.Delete(path);
        disk.Sync(StateFolder.Name);
    }

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read, or not be trusted.</exception>
    public T? Load(Disk disk)
    {
        if (disk.Read(path) is not { } file)
        {
            return null;
        }

        if (ofOthers is not null && Environment.IsPrivilegedProcess && file.User is not (null or 0))
        {
            throw new FindingException(ofOthers(disk.Full(path)));
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
