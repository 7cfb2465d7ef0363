using System.Globalization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Postgres;

/// <summary>The server with Mathesar's own records, by the host and the port with which Mathesar itself calls it.</summary>
internal sealed record ServerAddress(string Host, int Port)
{
    private const int Usual = 5432;

    public static ServerAddress Of(Setup setup)
    {
        var variables = setup.Plan.Web.Environment.ToLookup(static e => e.Name, static e => e.Value, StringComparer.Ordinal);
        return new ServerAddress(HomeDirectory.Absolute(variables["POSTGRES_HOST"].FirstOrDefault() ?? ""),
            int.TryParse(variables["POSTGRES_PORT"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : Usual);
    }

    /// <summary>Whether a host and a port of Mathesar's records are this server.</summary>
    public bool Is(string host, int? port) => HomeDirectory.Absolute(host) == Host && (port ?? Usual) == Port;
}
