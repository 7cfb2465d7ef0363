using System.Text;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>A file with what tells who may read it, so that it can be had back as it was.</summary>
internal sealed record OwnedFile(string Base64, UnixFileMode Mode, uint User, uint Group)
{
    [JsonIgnore]
    public byte[] Content => Convert.FromBase64String(Base64);

    public bool Holds(byte[] content) => content.AsSpan().SequenceEqual(Content);

    /// <summary>Null where there is none.</summary>
    public static OwnedFile? Read(string path)
    {
        if (DiskFile.Read(Path.GetDirectoryName(path)!, Path.GetFileName(path)) is not { } file)
        {
            return null;
        }

        var (user, group) = LibC.OwnerOf(path) ?? (0, 0);
        return new OwnedFile(Convert.ToBase64String(file.Content), file.Mode, user, group);
    }

    /// <summary>Takes a line out again; what else was written into the file meanwhile stays.</summary>
    public static void Remove(Disk folder, AddedLine added)
    {
        if (Read(folder.Full(added.Name)) is not { } there)
        {
            return;
        }

        // As bytes, whatever their encoding.
        var lines = Encoding.Latin1.GetString(there.Content).Split('\n').ToList();
        if (lines.LastIndexOf(added.Line) is >= 0 and var at)
        {
            lines.RemoveAt(at);
            var rest = string.Join('\n', lines);
            Restore(folder, added.Name, added.MakesFile && rest.Length == 0 ? null
                : there with { Base64 = Convert.ToBase64String(Encoding.Latin1.GetBytes(rest)) });
        }
    }

    /// <summary>Has it back, whole or not at all; null takes away what is there.</summary>
    public static void Restore(Disk folder, string name, OwnedFile? former)
    {
        if (former is null || Read(folder.Full(name)) == former)
        {
            if (former is null)
            {
                folder.Delete(name);
            }

            return;
        }

        var staged = RelativePath.Beside(name, "new");
        folder.Delete(staged);
        folder.Create(staged, former.Content, Targets.GeneratedFile.Private);
        using (var handle = LibC.OpenForReading(folder.Full(staged)))
        {
            LibC.GiveTo(handle, former.User, former.Group, folder.Full(staged));
            File.SetUnixFileMode(handle, former.Mode);
        }

        folder.Rename(staged, name);
        folder.Sync("");
    }
}
