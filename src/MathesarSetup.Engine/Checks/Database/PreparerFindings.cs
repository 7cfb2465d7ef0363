using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Why the role and the database could not be made.</summary>
internal static class PreparerFindings
{
    public static Finding NoPassword() =>
        ServerFinding.NoPasswordYet.Say(
            "The role is made with the password of the answers, and there is none that PostgreSQL can hold. Type one first, or let one be generated.",
            DatabaseSettings.Password.Key);

    public static Finding BadUrl(string problem) =>
        ServerFinding.SuperuserUrl.Say($"This is no URL of a superuser: {problem} It looks like postgresql://postgres:password@host:5432/postgres.");

    public static Finding BrokenOff() =>
        ServerFinding.NotFinished.Say(
            "The server did not finish within 30 s, or broke the connection off. Press again: what was made by then is found and kept.");

    public static Finding Of(PostgresException refusal) => refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege
        ? ServerFinding.MayNotPrepare.Say(
            "The role of the URL may not create roles or databases. Use the URL of a superuser, or of a role with CREATEROLE and CREATEDB.")
        : ServerFinding.NotPrepared.Say($"The server refused to make the role or the database (SQLSTATE {refusal.SqlState}). "
            + "Look the code up in PostgreSQL's documentation, and look at the server's log.");
}
