using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>One screen of the wizard: one decision, and the settings that belong to it.</summary>
/// <param name="Id">The last part of its URL.</param>
/// <param name="Title">Its name in the rail.</param>
/// <param name="Question">The heading, as a question where it is one.</param>
/// <param name="Sections">Its settings in groups; a group without a title stands first.</param>
public sealed record Step(string Id, string Title, string Question, ImmutableArray<Section> Sections)
{
    public IEnumerable<Setting> Settings => Sections.SelectMany(s => s.Settings);
}

/// <summary>Settings that belong together, below a heading.</summary>
/// <param name="Title">The heading; empty for the step's main settings.</param>
/// <param name="About">What the section is for, in one sentence.</param>
public sealed record Section(string Title, string About, ImmutableArray<Setting> Settings);

/// <summary>The wizard's steps, in order. Every setting stands in exactly one.</summary>
public static class Steps
{
    public static readonly ImmutableArray<Step> All =
    [
        new("runs-on", "Runs on", "How should Mathesar run?",
            [new("", "", [.. RunSettings.All, .. LayoutSettings.All, .. PodmanSettings.All, .. HostSettings.All, TuningSettings.StoreInDirectory,
                TuningSettings.Directory,
                .. KubernetesSettings.All, .. KeptSettings.All])]),
        new("address", "Address", "How will people open it?",
        [
            new("", "", AccessSettings.All),
            new("Reverse proxy", "Something in front of Mathesar that ends TLS. Optional.", ProxySettings.All),
        ]),
        new("database", "Database", "Where should Mathesar keep its records?", [new("", "", [.. DatabaseSettings.All, .. KeptPasswords.All])]),
        new("secrets", "Secrets", "Who is the first administrator?",
            [new("", "", [SecretSettings.AdminName, SecretSettings.AdminPassword, SecretSettings.AdminEmail, SecretSettings.Key])]),
        new("optional", "Optional", "Anything else?",
        [
            new("Single sign-on", "Let people log in with an account that they have.", SsoSettings.All),
            new("Files", "Let people attach files to records.", FileSettings.All),
            new("Login page", "Name, logo and texts, from Mathesar 0.12.0 on.", LoginSettings.All),
            new("Size and limits", "Workers, debug mode, memory and processors.",
                [.. TuningSettings.All.Except([TuningSettings.StoreInDirectory, TuningSettings.Directory])]),
            new("Backups", "Where they lie, and how many of them stay.", BackupSettings.All),
        ]),
    ];

    /// <summary>The step on which a key is asked; null for a key that no setting has.</summary>
    public static Step? Of(string key) => Settings.Find(key) is { } setting ? All.FirstOrDefault(s => s.Settings.Contains(setting)) : null;
}
