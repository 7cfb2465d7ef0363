using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Why the role and the database could not be made.</summary>
internal static class PreparerFindings
{
    public static Finding NoPassword() =>
        Finding.Error("database.no-password-yet", "The role is made with the password of the answers, and there is none that PostgreSQL can hold. Type one first, or let one be generated.", DatabaseSettings.Password.Key);

    public static Finding BadUrl(string problem) =>
        Finding.Error("database.superuser-url", $"This is no URL of a superuser: {problem} It looks like postgresql://postgres:password@host:5432/postgres.");

    public static Finding BrokenOff() =>
        Finding.Error("database.not-finished", "The server did not finish within 30 s, or broke the connection off. Press again: what was made by then is found and kept.");

    public static Finding Of(PostgresException refusal) => refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege
        ? Finding.Error("database.may-not-prepare", "The role of the URL may not create roles or databases. Use the URL of a superuser, or of a role with CREATEROLE and CREATEDB.")
        : Finding.Error("database.not-prepared", $"The server refused to make the role or the database (SQLSTATE {refusal.SqlState}). Look the code up in PostgreSQL's documentation, and look at the server's log.");
}
