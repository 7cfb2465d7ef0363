using System.Text;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Opening;

/// <summary>The mark in an install directory that its first boot is over, so that the wizard of an appliance never opens by itself again.</summary>
public static class FirstBootMark
{
    private const string Name = $"{StateFolder.Name}/first-boot-done";
    private const string Text =
        "Mathesar was installed here at the first boot. While this file is here, `mathesar-setup serve --first-boot` does nothing.\n";

    /// <summary>Whether the mark is there. A memory that cannot be looked into counts as marked: in doubt nothing opens.</summary>
    public static bool IsThere(string directory)
    {
        try
        {
            return Directory.Exists(Path.Join(directory, StateFolder.Name))
                && Directory.EnumerateFiles(Path.Join(directory, StateFolder.Name)).Any(f => Path.GetFileName(f) == Path.GetFileName(Name));
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return true;
        }
    }

    /// <summary>Makes the mark; null when all went well.</summary>
    public static Finding? Make(string directory)
    {
        var disk = new Disk(Path.TrimEndingDirectorySeparator(directory));
        try
        {
            disk.MakeRoot();
            disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
            disk.Delete(Name);
            disk.Create(Name, Encoding.UTF8.GetBytes(Text), GeneratedFile.Private);
            disk.Sync(StateFolder.Name);
            return null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return FileFindings.From(problem, disk.Full(Name));
        }
    }
}
