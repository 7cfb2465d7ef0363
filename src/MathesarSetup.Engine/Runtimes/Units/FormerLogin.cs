using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>How the Mathesar that is there logs in to its database, by units, secrets and files.</summary>
internal static class FormerLogin
{
    private const string Password = "POSTGRES_PASSWORD";

    /// <summary>The plan, with what has to follow where the database's password or place changes.</summary>
    /// <param name="disk">The install directory.</param>
    public static UnitPlan Follow(UnitPlan plan, Answers answers, Disk disk)
    {
        var variables = plan.FormerVariables(plan.Web);
        var made = plan.Database is { } bundled ? plan.FormerVariables(bundled) : [];
        return plan with
        {
            FormerPassword = plan is { Database: { } database, MakesData: false }
                && plan.Wanted.Secrets.GetValueOrDefault(Secret(database.Container)) is var wanted
                && Known(plan, database, disk, wanted) is { } former && former != wanted
                // Data may outlive the unit that made it.
                ? new PasswordChange(made.GetValueOrDefault("POSTGRES_USER", answers.Get(DatabaseSettings.User)),
                    made.GetValueOrDefault("POSTGRES_DB", answers.Get(DatabaseSettings.Name)), former)
                : null,
            Stored = StoredChange.Between(
                StoredPlace.Of(name => variables.GetValueOrDefault(name) ?? (name == Password ? Known(plan, plan.Web, disk) : null)),
                plan.Web.Service.Environment),
        };
    }

    // Podman before 4.7 shows none: the files tell what it was given. Of a run that was taken back and of the one before it, that one is meant which
    // nobody asks for.
    private static string? Known(UnitPlan plan, UnitService service, Disk disk, string? other = null) =>
        plan.Found.Secrets.GetValueOrDefault(Secret(service.Container))
        ?? (plan.Found.Secrets.ContainsKey(Secret(service.Container)) && service.SecretsFile is { } file
            ? WantedUnits.Lines(service.Container, disk.Read(file)?.Content).FirstOrDefault(s => s.Key == Secret(service.Container)).Value : null)
        ?? new[] { Text(SecretsFile.ReadTried(disk)), Text(SecretsFile.Read(disk)) }.FirstOrDefault(t => t is not null && t != other);

    private static string Secret(string container) => $"{container}.{Password}";

    private static string? Text(Draft draft) => draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) is { Length: > 0 } text ? text : null;
}
