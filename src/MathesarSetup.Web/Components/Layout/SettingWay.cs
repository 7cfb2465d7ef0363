using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>The way from the search to a setting: straight to its field, or through the answer that brings its question up.</summary>
/// <param name="Step">The step on which it is asked.</param>
/// <param name="Unasked">What is missing where the question is not asked now; null where it is.</param>
/// <param name="Key">Gives the key of the field to go to, once what is missing was answered.</param>
public sealed record SettingWay(Setting Setting, Step Step, Unasked? Unasked, Func<string> Key)
{
    /// <summary>Where it stands, for the list: two settings of one name are told apart by it.</summary>
    public string Where
    {
        get
        {
            var section = Step.Sections.First(s => s.Settings.Contains(Setting)).Title;
            return string.Join(" \u00b7 ", new[] { section.Length > 0 ? $"{Step.Title}, {section}" : Step.Title, Setting.Variable }
                .Where(static part => part is { Length: > 0 }));
        }
    }

    /// <summary>The way to a setting as the answers are now; null for one that nobody can be asked.</summary>
    public static SettingWay? Of(WizardSession session, Setting setting)
    {
        var (answers, step) = (session.Setup.Answers, Steps.Of(setting.Key)!);
        if (setting.Repeated)
        {
            return Named(session, setting, step);
        }

        if (setting == SsoSettings.Required && !setting.AskedWhen(answers))
        {
            return new SettingWay(setting, step, Provider(session, setting), () => setting.Key);
        }

        if (setting == ProxySettings.Kind && answers.Get(ProxySettings.Kind) is ProxyKind.None)
        {
            return new SettingWay(setting, step, new Unasked(Sentence(setting, Words.OnceInternet), Words.ChooseIt,
                () => session.Choose(Audience.Internet, StartFacts.NetworkAddress())), () => setting.Key);
        }

        return setting.AskedWhen(answers) ? new SettingWay(setting, step, null, () => setting.Key)
            : KeptSettings.All.Contains(setting) || KeptPasswords.All.Contains(setting) ? null
            : Asking.Of(setting, answers) is { } asking ? Through(session, setting, step, asking)
            : new SettingWay(setting, step, new Unasked(Sentence(setting, Words.OnceElse), Words.GoToStep, static () => { }), () => setting.Key);
    }

    private static SettingWay Through(WizardSession session, Setting setting, Step step, Asking asking)
    {
        var conditions = asking.Answers.Select(static a => a.Setting.Editor is Editor.Toggle
            ? Format(Words.OnceOn, a.Setting.Title) : Format(Words.OnceChosen, a.Option.Label))
            .Concat(asking.NeedsHttps ? [Words.OnceHttps] : []);
        var set = asking.Answers.ToImmutableSortedDictionary(static a => a.Setting.Key, static a => (string?)a.Option.Text, StringComparer.Ordinal);
        return new SettingWay(setting, asking.NeedsHttps ? Steps.Of(AccessSettings.Url.Key)! : step,
            new Unasked(Sentence(setting, conditions.Aggregate(static (all, next) => Format(Words.And, all, next))),
                asking.NeedsHttps ? Words.GoToAddress : Words.ChooseIt,
                () => session.Apply(new Fix("", set))),
            () => asking.NeedsHttps ? AccessSettings.Url.Key : setting.Key);
    }

    // The first provider that has the question stands for all of them.
    private static SettingWay Named(WizardSession session, Setting setting, Step step)
    {
        string? Key()
        {
            var answers = session.Setup.Answers;
            var name = SsoSettings.Names(answers).FirstOrDefault(n => answers.Get(SsoSettings.Type, n) is SsoType.Oidc
                || (setting != SsoSettings.Provider && setting != SsoSettings.ServerUrl));
            return name is null ? null
                : setting.Key.EndsWith(".*", StringComparison.Ordinal) || setting.Key.Count(static c => c == '*') == 1 ? setting.At(name)
                : answers.Names($"{SsoSettings.Providers}.{name}.default-roles") is [var role, ..] ? setting.At(name, role)
                : SsoSettings.Type.At(name);
        }

        return new SettingWay(setting, step, Key() is null ? Provider(session, setting) : null, () => Key() ?? SsoSettings.Required.Key);
    }

    private static Unasked Provider(WizardSession session, Setting setting) => new(
        Sentence(setting, Words.OnceProvider), Words.AddProviderAndGo, () => session.Change(static draft => Repeats.AddProvider(draft).Draft));

    private static string Sentence(Setting setting, string condition) => Format(Words.AskedOnce, setting.Title, condition);

    private static string Format(string words, params object[] values) => string.Format(CultureInfo.CurrentCulture, words, values);
}

/// <summary>A question that is not asked now: when it is, and the answer that brings it up.</summary>
/// <param name="Sentence">When it is asked.</param>
/// <param name="Label">What the button says.</param>
/// <param name="Answer">Gives that answer, in one step that can be undone.</param>
public sealed record Unasked(string Sentence, string Label, Action Answer);
