using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>Where, and as whom, programs run that are installed on the machine itself. A path that starts with <c>~/</c> lies below the home directory of the user whom they belong to.</summary>
/// <param name="ForOneUser">Whether they belong to the user who installs them, and need no root.</param>
/// <param name="Account">The system user as whom they run; null where that is the user who installs them.</param>
/// <param name="Directory">Where Mathesar's program lies.</param>
/// <param name="Data">Where uploads and the database lie; null for the places that Mathesar chooses itself, in its directory.</param>
public sealed record HostPlace(bool ForOneUser, string? Account, string Directory, string? Data)
{
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
        return new HostPlace(a.Get(HostSettings.ForOneUser), a.Get(HostSettings.ForOneUser) ? null : a.Get(HostSettings.Account), directory, DataOf(a, directory));
    }

    private static string? DataOf(Answers a, string directory) => (a.Get(TuningSettings.StoreInDirectory), a.Get(TuningSettings.Directory).TrimEnd('/')) switch
    {
        (false, _) => null,
        (_, ['.', '/', ..] below) => directory + below[1..],
        (_, var whole) => whole,
    };
}
