namespace MathesarSetup.Engine.Checks.Network;

/// <summary>Files by which a system tells how it is set up.</summary>
internal static class SystemFile
{
    /// <summary>The text without blanks around it; null when there is no such file or this user may not read it.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
