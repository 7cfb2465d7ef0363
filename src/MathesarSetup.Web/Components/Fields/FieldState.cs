using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>What the form has to know about one question at one moment.</summary>
/// <param name="Key">The key with names in the place of its stars.</param>
/// <param name="Text">What was said, readable or not, else the default.</param>
/// <param name="Former">What it was when the session began; null when it still is that.</param>
/// <param name="Findings">What is to be said about it.</param>
/// <param name="IsAwaited">Whether it is empty and nobody has come to it yet, so that what it needs is said calmly.</param>
public sealed record FieldState(Setting Setting, string Key, string Text, string? Former, ImmutableArray<Finding> Findings, bool IsAwaited)
{
    /// <summary>What is said below it: its own findings, unless the whole that was given says them, and those of its parts.</summary>
    public ImmutableArray<Finding> Shown { get; init; } = Findings;

    public bool HasError => !IsAwaited && Findings.Any(f => f.Severity is Severity.Error);

    /// <summary>Whether the page's own heading asks it.</summary>
    public bool IsTheQuestion => Steps.Of(Key)?.Question == Setting.Title;

    private static readonly Setting[] s_ofUrl =
    [
        DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Password,
        DatabaseSettings.SslMode, DatabaseSettings.SslRootCertificate,
    ];

    private static bool IsOfUrl(string? key) => s_ofUrl.Any(part => part.Key == key);

    // The password of another place for PostgreSQL is nothing that could be put back here.
    private static bool IsOfAnotherPlace(WizardSession session, Setting setting) =>
        setting == DatabaseSettings.Password && session.Start.Answers.Get(DatabaseSettings.Mode) != session.Setup.Answers.Get(DatabaseSettings.Mode);

    public static FieldState Of(WizardSession session, Setting setting, params ReadOnlySpan<string> names)
    {
        var key = setting.At(names);
        var setup = session.Setup;
        var fallback = setup.Answers.DefaultText(setting, names);
        var text = setup.Draft.Texts.GetValueOrDefault(key) ?? fallback;
        var former = session.Start.Draft.Texts.GetValueOrDefault(key) ?? session.Start.Answers.DefaultText(setting, names);
        ImmutableArray<Finding> findings = [.. setup.Findings.Where(f => f.Key == key)];
        return new FieldState(setting, key, text, former == text || IsOfAnotherPlace(session, setting) ? null : former, findings,
            findings.Any(session.IsAwaited))
        {
            // Whoever pasted the whole finds there what is wrong with it, and not at a part further down.
            Shown = session.LastAnswered != DatabaseSettings.Url.Key ? findings
                : setting == DatabaseSettings.Url ? [.. setup.Findings.Where(f => f.Key == key || IsOfUrl(f.Key))]
                : IsOfUrl(key) ? [] : findings,
        };
    }
}
