using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Drafts;

/// <summary>What the user has said so far, valid or not, as text by key. The form, the flags and every import write here.</summary>
public sealed record Draft(ImmutableSortedDictionary<string, string> Texts)
{
    public static readonly Draft Empty = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The draft with one text more; null takes the text back.</summary>
    public Draft With(string key, string? text) => new(text is null ? Texts.Remove(key) : Texts.SetItem(key, text));

    public Draft With(Setting setting, string? text) => With(setting.Key, text);

    /// <summary>
    /// The draft with all of these texts. Drafts are laid over each other at every start, where LINQ over pairs would be compiled anew.
    /// </summary>
    public Draft With(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var all = Texts.ToBuilder();
        foreach (var (key, text) in texts)
        {
            all[key] = text;
        }

        return new Draft(all.ToImmutable());
    }

    public Draft With(Fix fix) => fix.Set.Aggregate(this, (draft, entry) => draft.With(entry.Key, entry.Value));

    /// <summary>Reads every text. A text that cannot be read yields a finding and leaves its setting unanswered.</summary>
    public (Answers Answers, ImmutableArray<Finding> Findings) Read()
    {
        var answers = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var (key, text) in Texts)
        {
            Read(key, text, answers, findings);
        }

        foreach (var (key, value) in answers.ToImmutable())
        {
            if (Settings.Find(key)!.Expand is { } expand)
            {
                Expand(key, expand(value), answers, findings);
            }
        }

        return (new Answers(answers.ToImmutable()), findings.ToImmutable());
    }

    private static void Read(
        string key, string text, ImmutableSortedDictionary<string, object>.Builder answers, ImmutableArray<Finding>.Builder findings)
    {
        if (Settings.Find(key) is not { } setting)
        {
            findings.Add(UnknownKey.Finding(key));
        }
        else if (setting.TryRead(text, out var value, out var problem))
        {
            answers[key] = value;
            if (setting.Pasted && text.Trim().Length < text.Length)
            {
                findings.Add(DraftFinding.BlanksLeftOut.Say($"There were blanks around the {setting.Title}. They come from copying and are left out.",
                    key));
            }
        }
        else
        {
            findings.Add(MalformedFinding.Of(setting).Say(problem, key, Meant(setting, key, text)));
        }
    }

    private static Fix? Meant(Setting setting, string key, string text) =>
        setting.Meant?.Invoke(text) is { } meant ? Fix.To($"Use {meant}", key, meant) : null;

    // What a pasted URL says counts as said; a part that was said otherwise is a contradiction that the program must not settle by itself.
    private void Expand(string whole, IEnumerable<KeyValuePair<string, string>> parts, ImmutableSortedDictionary<string, object>.Builder answers,
        ImmutableArray<Finding>.Builder findings)
    {
        foreach (var (key, text) in parts)
        {
            if (Texts.TryGetValue(key, out var said) && said != text)
            {
                var setting = Settings.Find(key)!;
                findings.Add(DraftFinding.UrlContradiction.Say(
                    $"{whole} and {key} say different things{(setting.Secret ? "" : $": {text} and {said}")}. Take one of them out.", key,
                    Fix.To("Take what the URL says", key, text)));
            }
            else
            {
                Read(key, text, answers, findings);
            }
        }
    }

    /// <summary>
    /// The draft as files keep it: a text that stands for others, such as a connection URL, is replaced by those that were not said otherwise.
    /// </summary>
    public Draft Expanded()
    {
        var draft = this;
        foreach (var (key, text) in Texts)
        {
            if (Settings.Find(key) is { Expand: { } expand } setting)
            {
                var parts = setting.TryRead(text, out var value, out _) ? expand(value) : [];
                draft = parts.Where(part => !Texts.ContainsKey(part.Key))
                    .Aggregate(draft.With(key, null), static (d, part) => d.With(part.Key, part.Value));
            }
        }

        return draft;
    }

    /// <summary>Writes down what must not move later: generated secrets, versions, ports, workers. Texts that are there stay.</summary>
    public Draft Settle(Machine machine)
    {
        var draft = this;
        var answers = Read().Answers;
        foreach (var setting in Settings.All)
        {
            if (setting.Settle is { } settle && !answers.IsAnswered(setting) && !draft.Texts.ContainsKey(setting.Key) && setting.AskedWhen(answers)
                && !machine.Lost.Contains(setting.Key) && settle(machine, answers) is { } text)
            {
                draft = draft.With(setting, text);
                answers = draft.Read().Answers;
            }
        }

        return draft;
    }
}
