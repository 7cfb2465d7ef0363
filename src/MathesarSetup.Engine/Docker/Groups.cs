using System.Globalization;

namespace MathesarSetup.Engine.Docker;

/// <summary>Names of this machine's groups.</summary>
internal static class Groups
{
    private const string File = "/etc/group";

    /// <summary>The name of a group; null when the file of groups does not have it.</summary>
    public static string? Name(uint number)
    {
        try
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            return System.IO.File.ReadLines(File).Select(static line => line.Split(':'))
                .FirstOrDefault(fields => fields.Length > 2 && fields[2] == text)?[0];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
