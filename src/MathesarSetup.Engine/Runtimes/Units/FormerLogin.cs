using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>How the Mathesar that is there logs in to its database, by units, secrets and files.</summary>
internal static class FormerLogin
{
    private const string Password = "POSTGRES_PASSWORD";

    /// <summary>The plan, with what has to follow where the database's password or place changes.</summary>
    /// <param name="disk">The install directory.</param>
    public static UnitPlan Follow(UnitPlan plan, Disk disk)
    {
        var variables = plan.FormerVariables(plan.Web);
        return plan with
        {
            FormerPassword = plan is { Database: { } database, MakesData: false }
                && Known(plan, database.Container, disk) is { } former && former != plan.Wanted.Secrets.GetValueOrDefault(Secret(database.Container))
                ? new PasswordChange(plan.FormerVariables(database).GetValueOrDefault("POSTGRES_USER", ""),
                    plan.FormerVariables(database).GetValueOrDefault("POSTGRES_DB", ""), former)
                : null,
            Stored = StoredChange.Between(
                StoredPlace.Of(name => variables.GetValueOrDefault(name) ?? (name == Password ? Known(plan, plan.Web.Container, disk) : null)),
                plan.Web.Service.Environment),
        };
    }

    // Podman before 4.7 shows none.
    private static string? Known(UnitPlan plan, string container, Disk disk) => plan.Found.Secrets.GetValueOrDefault(Secret(container))
        ?? Text(SecretsFile.ReadTried(disk)) ?? Text(SecretsFile.Read(disk));

    private static string Secret(string container) => $"{container}.{Password}";

    private static string? Text(Draft draft) => draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) is { Length: > 0 } text ? text : null;
}
