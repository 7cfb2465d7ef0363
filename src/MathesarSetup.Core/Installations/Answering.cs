using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>
/// Collects the answers of an import. A text that its setting cannot read is no answer, and its line counts as not understood. A text that another
/// program fills in is unknown: nothing is made up in its place.
/// </summary>
internal sealed class Answering(ReadLines lines)
{
    public Draft Draft { get; private set; } = Draft.Empty;

    public List<Finding> Findings { get; } = [];

    public ReadLines Lines { get; } = lines;

    /// <summary>Where answers stand, by key; those that follow from several places have none.</summary>
    public ImmutableDictionary<string, AnswerPlace> Places { get; private set; } = ImmutableDictionary<string, AnswerPlace>.Empty;

    /// <summary>Takes an answer, and marks where it stands as understood.</summary>
    public bool Say(string key, string? text, FoundText? from = null)
    {
        if (text is not null && (from?.FilledInBy is not null || Unknowns.IsFilledInElsewhere(text, from?.HasPlainDollars is true)))
        {
            Unknown(key, from, from?.FilledInBy ?? (from is not { Unset: not [] } ? "what stands there is a reference that another program replaces"
                : text != from.Value || Settings.Find(key) is { Secret: true } ? ImportFindings.UnsetInSecret(from.Unset, from.Written)
                : ImportFindings.Unset(from.Unset)));
            return false;
        }

        if (text is null || Settings.Find(key)?.TryRead(text, out _, out _) is not true)
        {
            if (Settings.Find(key) is { Secret: true } && text?.Any(char.IsControl) is true)
            {
                Unknown(key, from, "what stands there goes over several lines, or has a tab or another control character, and a secret of one line "
                    + "alone can be taken over. Change it where it is used first");
            }

            return false;
        }

        Draft = Draft.With(key, text);
        Places = from is null ? Places.Remove(key) : Places.SetItem(key, new AnswerPlace(from.At.File, from.At.Line));
        Findings.RemoveAll(f => f.Kind == ImportFinding.ValueUnknown && f.Key == key);
        Mark(from);
        return true;
    }

    /// <summary>
    /// Says that an answer exists and is not here. It is asked for; where data or access hang on it, nothing is written before somebody gives it.
    /// </summary>
    /// <param name="from">What stands in its place; null where nothing does.</param>
    /// <param name="where">Where it is filled in, as a clause such as "a secret of Podman's holds it".</param>
    public void Unknown(string key, FoundText? from, string where)
    {
        if (Settings.Find(key) is null || Draft.Texts.ContainsKey(key)
            || Findings.Exists(f => f.Kind == ImportFinding.ValueUnknown && f.Key == key))
        {
            return;
        }

        var finding = ImportFindings.ValueUnknown(key, where, from?.At);
        Findings.Add(finding);
        // What is asked for is generated anew; anything else goes on as it stands there.
        Mark(finding.Severity is Severity.Error ? from : null);
    }

    /// <summary>The same for what has a place and no text.</summary>
    public void Unknown(string key, Place at, string where) => Unknown(key, new FoundText("", at), where);

    /// <summary>The same for what has no place.</summary>
    public void Unknown(string key, string where) => Unknown(key, from: null, where);

    /// <summary>Whether an answer exists and is not here.</summary>
    public bool IsUnknown(Setting setting) => Findings.Exists(f => f.Kind == ImportFinding.ValueUnknown && f.Key == setting.Key);

    /// <summary>Leaves open which release it is: that forbids writing until somebody says it.</summary>
    public void LeaveReleaseOpen() => Draft = Draft.With(RunSettings.Version, Release.Unknown);

    /// <summary>An image of one's own whose tag names no release: it gets the release as its tag as soon as that is known.</summary>
    public void LeaveTagOpen(string? image) => Draft = image is null ? Draft : Draft.With(RunSettings.Image, image + ImportReading.LatestTag);

    public bool Say(Setting setting, FoundText? from) => Say(setting.Key, from?.Value, from);

    /// <summary>Takes all answers of another draft.</summary>
    /// <param name="from">Where they stand.</param>
    public void Say(Draft draft, FoundText? from = null)
    {
        foreach (var (key, text) in draft.Texts)
        {
            Say(key, text, from);
        }
    }

    /// <summary>Takes answers back that follow from others.</summary>
    public void Forget(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            Draft = Draft.With(key, null);
            Findings.RemoveAll(f => f.Kind == ImportFinding.ValueUnknown && f.Key == key);
        }
    }

    /// <summary>Takes the host of the public address out of the further names: it is always among them.</summary>
    public void WithoutHost()
    {
        if (Draft.Texts.TryGetValue(AccessSettings.Hosts.Key, out var hosts) && Draft.Texts.ContainsKey(AccessSettings.Url.Key))
        {
            var host = Draft.Read().Answers.Get(AccessSettings.Url).Host;
            var others = hosts.Split(',').Where(h => h.Trim('[', ']') != host).ToArray();
            Draft = Draft.With(AccessSettings.Hosts, others is [] ? null : string.Join(',', others));
        }
    }

    /// <summary>Whether a variable was understood where Mathesar has it, or would be.</summary>
    public bool Knows(FoundService web, string variable) =>
        web.Variables.TryGetValue(variable, out var text) ? Lines.IsRead(text.At) : Settings.All.Any(s => s.Variable == variable);

    /// <summary>Marks something that needs no answer as understood.</summary>
    public void Mark(FoundText? from)
    {
        if (from is not null)
        {
            Lines.Mark(from.At);
            Lines.MarkVariables(from.Names);
        }
    }
}
