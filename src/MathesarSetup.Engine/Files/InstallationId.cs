using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>What tells an installation from another one of the same name, wherever its archives lie. It stands in its state folder.</summary>
internal static class InstallationId
{
    private const int Length = 32;

    /// <summary>The id of the installation in a directory, made where there is none yet. The caller holds the lock.</summary>
    public static string Take(Disk disk)
    {
        if (Find(disk) is { } known)
        {
            return known;
        }

        var made = Guid.NewGuid().ToString("n");
        var staged = RelativePath.Beside(StateFolder.Installation, "new");
        disk.Delete(staged);
        disk.Create(staged, Encoding.UTF8.GetBytes(made), Targets.GeneratedFile.Private);
        disk.Rename(staged, StateFolder.Installation);
        disk.Sync(StateFolder.Name);
        return made;
    }

    /// <summary>The same, or null where there is none yet.</summary>
    public static string? Find(Disk disk) => disk.Read(StateFolder.Installation) is { } file
        && Encoding.UTF8.GetString(file.Content).Trim() is { Length: Length } id && id.All(char.IsAsciiHexDigitLower) ? id : null;
}
