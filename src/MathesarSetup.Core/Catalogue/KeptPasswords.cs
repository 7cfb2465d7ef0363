using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>
/// The passwords of databases that are not chosen just now, so that none goes to another server and none is lost.
/// Nobody is asked; changing where PostgreSQL runs answers.
/// </summary>
public static class KeptPasswords
{
    public static readonly Setting<SecretText> Bundled = Make("bundled", DatabaseMode.Bundled, "Password of the PostgreSQL beside Mathesar",
        "Kept while another database is chosen, because the data of that PostgreSQL still asks for it.", "7Yw2kQ9mZr4TnB6xLc8VfD3sHj5GpK1a");

    public static readonly Setting<SecretText> Existing = Make("existing", DatabaseMode.Existing, "Password of your own server",
        "Kept while another database is chosen, so that coming back needs no typing.", "hunter2 of the company's server");

    public static readonly ImmutableArray<Setting> All = [Bundled, Existing];

    /// <summary>Where the password of a place for PostgreSQL is kept; null for a place that has none.</summary>
    public static Setting? Of(DatabaseMode mode) => mode switch
    {
        DatabaseMode.Bundled => Bundled,
        DatabaseMode.Existing => Existing,
        _ => null,
    };

    private static Setting<SecretText> Make(string part, DatabaseMode mode, string title, string help, string example)
    {
        var key = $"kept.{part}-password";
        return new()
        {
            Key = key,
            Title = title,
            Help = help,
            Secret = true,
            Codec = Codecs.Secret,
            Default = _ => default,
            Example = new SecretText(example),
            AskedWhen = a => a.AnsweredKeys.Contains(key) && a.Get(DatabaseSettings.Mode) != mode,
            Rare = true,
            Cost = ChangeCost.Live,
        };
    }
}
