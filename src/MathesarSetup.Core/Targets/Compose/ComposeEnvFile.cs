using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Compose;

/// <summary>The <c>.env</c> beside <c>compose.yaml</c>: the project's name and the secrets.</summary>
internal static class ComposeEnvFile
{
    /// <summary>
    /// The name under which a secret stands. The prefix keeps an exported SECRET_KEY of the user's shell from beating the file (tried with Compose
    /// 2.26).
    /// </summary>
    public static string NameOf(EnvironmentEntry entry) => $"MATHESAR_{entry.Name}";

    public static string Write(Plan plan)
    {
        var file = new DotEnv("The secrets of this installation, readable by its owner alone.\ncompose.yaml refers to them by name. "
            + "Keep the quotes when you change a value.");
        file.Blank();
        file.Add("COMPOSE_PROJECT_NAME", plan.Name, $"{RunSettings.Name.Help} {RunSettings.Name.Why}");
        foreach (var entry in plan.Services.SelectMany(s => s.Environment).Where(e => e.IsSecret).DistinctBy(e => e.Name))
        {
            file.Blank();
            file.Add(NameOf(entry), entry.Value, Comment(entry));
        }

        return file.Write();
    }

    private static string Comment(EnvironmentEntry entry) => entry.From is { } setting
        ? string.Join(' ', new[] { setting.Help, setting.Why, Cost(setting) }.Where(t => t is not null))
        : entry.Comment;

    private static string? Cost(Setting setting) => setting.Cost is ChangeCost.BeforeInstall ? null : "Restart Mathesar after a change.";
}
