namespace MathesarSetup.Engine.Checks.Database;

/// <summary>
/// The variables by which whoever runs this program logs in to PostgreSQL, such as PGPASSWORD and PGOPTIONS. The database library (Npgsql 10.0.3)
/// fills in from them what an answer leaves open, and Mathesar will not have them: a check would tell of a login that is not Mathesar's. It can go as
/// soon as the library can be told not to look.
/// </summary>
internal static class ForeignVariables
{
    /// <summary>Takes them out of this process, for itself and for what it starts.</summary>
    public static void Forget()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("PG", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
