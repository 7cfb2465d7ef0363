using System.Collections.Frozen;

namespace MathesarSetup.Mathesar;

/// <summary>Keys and passwords that stand in Mathesar's own files and documentation, so that everybody knows them.</summary>
public static class PublishedSecrets
{
    /// <summary>The key that 0.1.4 to 0.4.0 take where none is given.</summary>
    public const string LegacyKey = "2gr6ud88x=(p855_5nbj_+7^gw-iz&n7ldqv%94mjaecl+b9=4";

    private static readonly FrozenSet<string> s_keys = FrozenSet.ToFrozenSet(
        [LegacyKey, "2gr6ud88x=(p855_5nbj_+7^bw-iz&n7ldqv%94mjaecl+b9=4"], StringComparer.Ordinal);

    /// <summary>Whether a key was published: the default of old releases, or the one of their <c>.env.example</c>.</summary>
    public static bool IsKey(string text) => s_keys.Contains(text);

    /// <summary>Whether a password of the database was published.</summary>
    public static bool IsPassword(string text) => text is "mathesar" or "postgres" or "password";
}
