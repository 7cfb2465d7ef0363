using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>Collects the answers of an import. A text that its setting cannot read is no answer, and its line counts as not understood.</summary>
internal sealed class Answering(ReadLines lines)
{
    public Draft Draft { get; private set; } = Draft.Empty;

    public List<Finding> Findings { get; } = [];

    public ReadLines Lines { get; } = lines;

    /// <summary>Takes an answer, and marks where it stands as understood.</summary>
    public bool Say(string key, string? text, FoundText? from = null)
    {
        if (text is null || Settings.Find(key)?.TryRead(text, out _, out _) is not true)
        {
            return false;
        }

        Draft = Draft.With(key, text);
        Mark(from);
        return true;
    }

    /// <summary>Leaves open which release it is: that forbids writing until somebody says it.</summary>
    public void LeaveReleaseOpen() => Draft = Draft.With(RunSettings.Version, Release.Unknown);

    /// <summary>An image of one's own whose tag names no release: it gets the release as its tag as soon as that is known.</summary>
    public void LeaveTagOpen(string? image) => Draft = image is null ? Draft : Draft.With(RunSettings.Image, image + ImportReading.LatestTag);

    public bool Say(Setting setting, FoundText? from) => Say(setting.Key, from?.Value, from);

    /// <summary>Takes all answers of another draft.</summary>
    public void Say(Draft draft)
    {
        foreach (var (key, text) in draft.Texts)
        {
            Say(key, text);
        }
    }

    /// <summary>Takes answers back that follow from others.</summary>
    public void Forget(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            Draft = Draft.With(key, null);
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
