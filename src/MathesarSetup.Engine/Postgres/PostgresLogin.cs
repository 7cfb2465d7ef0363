using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Postgres;

/// <summary>How the PostgreSQL of an installation is reached from a shell.</summary>
/// <param name="Role">The service in or beside which PostgreSQL's own programs run.</param>
/// <param name="Internal">The database with Mathesar's own records.</param>
/// <param name="User">The role that logs in.</param>
/// <param name="IsOurs">Whether the whole server belongs to the installation, so that this role is its superuser.</param>
public sealed record PostgresLogin(ServiceRole Role, string Internal, string User, bool IsOurs)
{
    /// <summary>Variables of libpq, of the form NAME=VALUE, the password among them.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>The one that the files of an installation tell.</summary>
    public static PostgresLogin Of(Setup setup) => Of(setup.Plan, setup.Answers.Get(DatabaseSettings.Mode));

    private static PostgresLogin Of(Plan plan, DatabaseMode mode)
    {
        if (mode is DatabaseMode.BuiltIn)
        {
            return From(ServiceRole.Web, Variable(MathesarShell.BuiltIn), isOurs: true);
        }

        var variables = plan.Web.Environment.ToImmutableDictionary(static e => e.Name, static e => e.Value, StringComparer.Ordinal);
        return mode is not DatabaseMode.Bundled ? From(ServiceRole.Web, variables.GetValueOrDefault, isOurs: false)
            : plan.Place is { } place
                ? From(ServiceRole.Database, name => name is "POSTGRES_HOST" ? HomeDirectory.Absolute(place.Socket)
                    : variables.GetValueOrDefault(name), isOurs: true)
            // Over the socket, which the image trusts, and which is the same wherever its container is.
            : From(ServiceRole.Database, name => name is "POSTGRES_HOST" or "POSTGRES_PORT" ? null : variables.GetValueOrDefault(name), isOurs: true);
    }

    private static PostgresLogin From(ServiceRole role, Func<string, string?> variable, bool isOurs) =>
        new(role, variable("POSTGRES_DB") ?? "", variable("POSTGRES_USER") ?? "", isOurs)
        {
            Variables =
            [
                .. Named("PGHOST", variable("POSTGRES_HOST")), .. Named("PGPORT", variable("POSTGRES_PORT")),
                .. Named("PGUSER", variable("POSTGRES_USER")),
                .. Named("PGPASSWORD", variable("POSTGRES_PASSWORD")), .. Named("PGSSLMODE", variable("PGSSLMODE") ?? variable("POSTGRES_SSLMODE")),
                .. Named("PGSSLROOTCERT", variable("PGSSLROOTCERT")), "PGCONNECT_TIMEOUT=10", "PGAPPNAME=mathesar-setup", "LC_MESSAGES=C",
            ],
        };

    private static ImmutableArray<string> Named(string name, string? value) => value is { Length: > 0 } ? [$"{name}={value}"] : [];

    private static Func<string, string?> Variable(ImmutableArray<string> entries) =>
        name => entries.FirstOrDefault(e => e.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
