using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>
/// Where, and as whom, programs run that are installed on the machine itself. A path that starts with <c>~/</c> lies below the home
/// directory of the user whom they belong to.
/// </summary>
/// <param name="ForOneUser">Whether they belong to the user who installs them, and need no root.</param>
/// <param name="Account">The system user as whom they run; null where that is the user who installs them.</param>
/// <param name="Directory">Where the installation lies: its programs, and its data unless that has a place of its own.</param>
/// <param name="Data">Where uploads and the database lie; null for the places that Mathesar chooses itself, in its directory.</param>
public sealed record HostPlace(bool ForOneUser, string? Account, string Directory, string? Data)
{
    /// <summary>The folder of programs below the directory, one a release.</summary>
    public const string Releases = "releases";

    /// <summary>The link to the program that serves.</summary>
    public const string Current = "current";

    /// <summary>What an installation that changes its release notes until the new one serves.</summary>
    public const string Switch = ".switch";

    /// <summary>The program that serves, with the settings that it was given.</summary>
    public string Program => $"{Directory}/{Current}";

    /// <summary>Mathesar's own records as they were before each update.</summary>
    public string Copies => $"{Directory}/copies";

    /// <summary>Files that people upload.</summary>
    public string Media => Data is null ? $"{Directory}/.media" : $"{Data}/media";

    /// <summary>What Mathesar keeps to itself.</summary>
    public string Secrets => $"{Directory}/.secrets";

    /// <summary>The data of a PostgreSQL that belongs to this installation.</summary>
    public string Cluster => Data is null ? $"{Directory}/database" : $"{Data}/db";

    /// <summary>The directory of its socket.</summary>
    public string Socket => $"{Directory}/socket";

    /// <summary>The place that the answers name; null where everything runs in containers.</summary>
    public static HostPlace? Of(Answers a)
    {
        if (!RunSettings.OnHost(a))
        {
            return null;
        }

        var directory = a.Get(HostSettings.Directory).TrimEnd('/');
        var account = a.Get(HostSettings.ForOneUser) ? null : a.Get(HostSettings.Account);
        return new HostPlace(a.Get(HostSettings.ForOneUser), account, directory, DataOf(a, directory));
    }

    private static string? DataOf(Answers a, string directory) =>
        (a.Get(TuningSettings.StoreInDirectory), a.Get(TuningSettings.Directory).TrimEnd('/')) switch
        {
            (false, _) => null,
            (_, ['.', '/', ..] below) => directory + below[1..],
            (_, var whole) => whole,
        };
}
