using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Postgres;

/// <summary>The kinds of finding about an installation's PostgreSQL, reached by its own programs.</summary>
public static class PostgresFinding
{
    public static readonly FindingKind Refused = FindingKind.Error("postgres.refused",
        "PostgreSQL refused a statement, or could not be reached. Its own words say why.");
}
