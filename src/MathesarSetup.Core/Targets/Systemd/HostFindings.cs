using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Units;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>What cannot be honoured without containers, each with the reason.</summary>
internal static class HostFindings
{
    public static IEnumerable<Finding> Of(Plan plan) => [.. HostValidator.Check(plan.Answers), .. Unfit(plan)];

    // Mathesar's installer rewrites these three between double quotes, without an escape, and lets bash read them.
    private static IEnumerable<Finding> Unfit(Plan plan)
    {
        foreach (var entry in plan.Web.Environment.Where(IsUnfitName))
        {
            yield return SystemdFinding.UnfitName.Say(
                "Mathesar's installer cannot carry a quotation mark, a dollar sign, a backtick, a backslash or a blank at either end in "
                + $"{entry.Name}. Choose another name.",
                entry.Name == "POSTGRES_HOST" && plan.Database is not null ? HostSettings.Directory.Key : entry.From?.Key);
        }

        foreach (var entry in plan.Web.Environment.Where(e => !HostEnvFile.CanCarry(e.Value)))
        {
            yield return SystemdFinding.UnfitValue.Say(
                $"systemd refuses a character in the value of {entry.Name} that Unicode keeps free. Take it out.", entry.From?.Key);
        }

        if (plan.Place!.Data is { } data && !SystemdUnit.CanCarry(data))
        {
            yield return SystemdFinding.UnfitValue.Say(
                "systemd refuses a character in the data directory that Unicode keeps free. Take it out.", TuningSettings.Directory.Key);
        }

        if (plan.Database is not null && plan.Place!.Directory.Contains(',', StringComparison.Ordinal))
        {
            yield return SystemdFinding.CommaInDirectory.Say(
                "PostgreSQL separates the directories of its sockets with commas, so the directory cannot hold one. Choose another.",
                HostSettings.Directory.Key);
        }
    }

    private static bool IsUnfitName(EnvironmentEntry entry) => entry.Name is "POSTGRES_HOST" or "POSTGRES_DB" or "POSTGRES_USER"
        && (entry.Value.AsSpan().ContainsAny("\"$`\\") || entry.Value != entry.Value.Trim());
}
