using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>Something that the search can do.</summary>
/// <param name="Words">Other words by which people look for it.</param>
public sealed record SearchAction(string Title, string Words, bool Works, Func<Task> DoAsync);

/// <summary>What can be done from the search: only what works now.</summary>
public sealed class SearchActions(WizardSession session, Installer installer, LiveChecks checks, WayBack back, NavigationManager navigation)
{
    /// <summary>The actions that hold every word, beginnings of words first.</summary>
    public IEnumerable<SearchAction> Find(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [] ? [] : All.Where(static a => a.Works)
            .Select(action => (action, rank: parts.Max(part => SettingIndex.Place($"{action.Title} {action.Words}", part) ?? int.MaxValue)))
            .Where(static found => found.rank == 0)
            .Select(static found => found.action);
    }

    private SearchAction[] All =>
    [
        new(Words.ActUndo, "back revert", back.CanUndo, back.UndoAsync),
        new(Words.ActRedo, "redo forward", back.CanRedo, back.RedoAsync),
        new(Words.ActStartOver, "reset defaults new", !installer.IsRunning, () => Do(session.StartOver, "/")),
        new(Words.ActReview, "review diff picture changes findings warnings", true, () => Go("/review")),
        new(Words.ActInstall, "apply run start deploy", installer.CanInstall && !installer.IsRunning, () => Go("/finish")),
        new(Words.ActWrite, "generate save export download zip", true, () => Go("/finish")),
        new(Words.ActLog, "progress output", installer.Run is not null, () => Go("/finish")),
        new(Words.ActRead, "import folder directory another existing change", !installer.IsRunning, () => Go("/#change-place")),
        new(Words.ActChecksOff, "checks live network switch off stop", checks.IsOn, () => Do(() => checks.IsOn = false)),
        new(Words.ActChecksOn, "checks live network switch on", !checks.IsOn, () => Do(() => checks.IsOn = true)),
    ];

    private Task Go(string place)
    {
        navigation.NavigateTo(place);
        return Task.CompletedTask;
    }

    private Task Do(Action act, string? place = null)
    {
        act();
        return place is null ? Task.CompletedTask : Go(place);
    }
}
