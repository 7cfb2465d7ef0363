using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>Undo and redo of one tab: they say what they changed, and go there. While something is installed they rest.</summary>
public sealed class WayBack(WizardSession session, Installer installer, NavigationManager navigation, BrowserBridge browser)
{
    // A longer value says no more here.
    private const int LongestValue = 40;

    private int _version = -1;

    /// <summary>Raised when something was said.</summary>
    public event Action? Changed;

    public bool CanUndo => session.CanUndo && !installer.IsRunning;

    public bool CanRedo => session.CanRedo && !installer.IsRunning;

    /// <summary>What the last step back or forward changed; empty once something else has changed.</summary>
    public string Said => _version == session.Version ? SaidThen : "";

    private string SaidThen { get; set; } = "";

    public Task UndoAsync() => CanUndo ? TellAsync(Words.Undone, session.Undo()) : Task.CompletedTask;

    public Task RedoAsync() => CanRedo ? TellAsync(Words.Redone, session.Redo()) : Task.CompletedTask;

    /// <summary>Forgets what was said.</summary>
    public void Rest()
    {
        _version = -1;
        Changed?.Invoke();
    }

    private async Task TellAsync(string words, TakenBack taken)
    {
        if (taken.Changes is not [var first, ..])
        {
            return;
        }

        (SaidThen, _version) = (Say(words, taken, first), session.Version);
        Changed?.Invoke();
        if (Steps.Of(first.Key) is { } step)
        {
            // The focus stays off the field, where the same keys would mean the browser's own undo. A page that is opened at a field does not
            // begin at its top.
            var field = IsAboutAudience(taken) ? FieldId.Of(taken.Is) : FieldId.Of(first.Key);
            navigation.NavigateTo($"/{step.Id}#{field}");
            await browser.PointAsync(field);
        }
    }

    private static string Say(string words, TakenBack taken, AnswerChange first)
    {
        if (IsAboutAudience(taken))
        {
            return Fill(words, $"{Words.WhoReaches} {AudienceWords.Of(taken.Was)} \u2192 {AudienceWords.Of(taken.Is)}");
        }

        // What the program makes up beside an answer is not worth a number.
        var others = taken.Changes.Skip(1).Count(static c => c.Setting.Settle is null && !KeptPasswords.All.Contains(c.Setting));
        var more = others == 0 ? "" : others == 1 ? Words.AndOneAnswer : Fill(Words.AndAnswers, others.ToString(CultureInfo.CurrentCulture));
        var values = first.Setting.Secret ? "" : $" {Label(first, first.Before)} \u2192 {Label(first, first.After)}";
        return Fill(words, first.Setting.Title + values + more);
    }

    private static string Fill(string words, string value) => string.Format(CultureInfo.CurrentCulture, words, value);

    private static bool IsAboutAudience(TakenBack taken) => taken.Was != taken.Is && taken.Changes[0].Setting is var setting
        && (setting == ProxySettings.Kind || setting == AccessSettings.Bind || setting == AccessSettings.Url);

    private static string Label(AnswerChange change, string text)
    {
        var shown = text.Length == 0 ? Words.Empty : SettingWords.Label(change.Setting, text);
        return shown.Length > LongestValue ? shown[..(LongestValue - 1)] + "\u2026" : shown;
    }
}
