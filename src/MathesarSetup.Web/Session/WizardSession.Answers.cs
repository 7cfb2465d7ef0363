using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

/// <content>What answers bring along, and what of them comes back.</content>
public sealed partial class WizardSession
{
    /// <summary>The key that was answered last; null before the first.</summary>
    public string? LastAnswered { get; private set; }

    /// <summary>Takes the answers that an audience asks for; those that it had when it was left come back.</summary>
    public void Choose(Audience audience, string network) =>
        Step(h => h.With(MakeUp(h.Present, From(h.Present).Say(Audiences.Choose(h.Present, audience, h.Past, network)).Draft)));

    /// <summary>Takes the last step back, and gives what changed by it.</summary>
    public TakenBack Undo() => Turn(static h => h.Undo());

    /// <summary>Does again what was taken back last, and gives what changed by it.</summary>
    public TakenBack Redo() => Turn(static h => h.Redo());

    /// <summary>Whether somebody answered otherwise than the program would by itself.</summary>
    public bool IsOwn(Setting setting)
    {
        var text = Setup.Draft.Texts.GetValueOrDefault(setting.Key);
        return text is not null && Setup.Answers.IsAnswered(setting) && (setting.Settle is null ? text != Setup.Answers.DefaultText(setting)
            : setting.Secret ? text != _madePassword && text != Start.Draft.Texts.GetValueOrDefault(setting.Key)
            : text != Generate(setting));
    }

    private TakenBack Turn(Func<History, History> turn)
    {
        var before = Setup;
        Step(turn);
        return TakenBack.Between(before, Setup);
    }

    // What was made up for a question goes with the question, and is made up again when it comes back.
    private Draft MakeUp(Draft before, Draft after)
    {
        var (was, will) = (before.Read().Answers, after.Read().Answers);
        var asked = Settings.All
            .Where(s => s is { Settle: not null, Secret: false } && !s.AskedWhen(will) && s.AskedWhen(was) && !Now.Installed.Texts.ContainsKey(s.Key)
                && after.Texts.TryGetValue(s.Key, out var text) && before.Texts.GetValueOrDefault(s.Key) == text && text == s.Settle(_machine, was))
            .Aggregate(after, static (draft, s) => draft.With(s, null));
        var settled = asked.Settle(_machine);
        if (!asked.Texts.ContainsKey(DatabaseSettings.Password.Key))
        {
            _madePassword ??= settled.Texts.GetValueOrDefault(DatabaseSettings.Password.Key);
        }

        return settled;
    }
}
