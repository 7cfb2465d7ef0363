using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Every question, in the order in which the wizard asks.</summary>
public static class Settings
{
    public static readonly ImmutableArray<Setting> All =
    [
        .. RunSettings.All, .. LayoutSettings.All,
        .. PodmanSettings.All, .. HostSettings.All, .. AccessSettings.All, .. ProxySettings.All, .. DatabaseSettings.All, .. SecretSettings.All,
        .. SsoSettings.All,
        .. FileSettings.All, .. LoginSettings.All, .. TuningSettings.All, .. BackupSettings.All, .. KubernetesSettings.All, .. KeptSettings.All,
        .. KeptPasswords.All,
    ];

    private static readonly Dictionary<string, Setting> s_byKey = All.Where(s => !s.Repeated).ToDictionary(s => s.Key, StringComparer.Ordinal);

    private static readonly ImmutableArray<Setting> s_repeated = [.. All.Where(s => s.Repeated)];

    /// <summary>The setting that a concrete key belongs to, such as <c>sso.providers.google.type</c>; null when there is none.</summary>
    public static Setting? Find(string key) =>
        s_byKey.TryGetValue(key, out var setting) ? setting : s_repeated.FirstOrDefault(s => KeyPattern.Matches(s.Key, key));
}
