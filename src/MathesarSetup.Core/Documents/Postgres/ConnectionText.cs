namespace MathesarSetup.Documents.Postgres;

/// <summary>libpq's form of a connection, <c>name='value'</c>: the one place where a database's name becomes part of it.</summary>
public static class ConnectionText
{
    /// <summary>
    /// A connection to a database: a bare name with an equals sign, or one that begins like a URL, would be read as something else.
    /// </summary>
    /// <exception cref="ArgumentException">PostgreSQL cannot hold the name.</exception>
    public static string Database(string name) => Sql.CanCarry(name)
        ? $"dbname='{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'"
        : throw new ArgumentException("PostgreSQL cannot hold this name of a database.", nameof(name));
}
