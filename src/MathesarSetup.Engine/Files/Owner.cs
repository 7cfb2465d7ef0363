using Microsoft.Win32.SafeHandles;

namespace MathesarSetup.Engine.Files;

/// <summary>Whom new files belong to: when root writes into a directory of somebody else (a mounted folder), to that somebody.</summary>
internal sealed record Owner(uint User, uint Group)
{
    /// <summary>The owner of the directory, or of the nearest one above it that exists; null when files keep who makes them.</summary>
    public static Owner? ToGiveTo(string directory)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        for (var place = directory; place is not null; place = Path.GetDirectoryName(place))
        {
            if (LibC.OwnerOf(place) is { } owner)
            {
                return owner.User == 0 ? null : new Owner(owner.User, owner.Group);
            }
        }

        return null;
    }

    /// <summary>Hands the file over, where the system lets root do that: a root in a user namespace may not give to everybody.</summary>
    public void Take(SafeFileHandle file, string path)
    {
        try
        {
            LibC.GiveTo(file, User, Group, path);
        }
        catch (IOException problem) when (problem.HResult is 1 or 22)
        {
            // The file then belongs to root, as it would without this class.
        }
    }

    public void TakeDirectory(string path)
    {
        using var handle = LibC.OpenForReading(path);
        Take(handle, path);
    }
}
