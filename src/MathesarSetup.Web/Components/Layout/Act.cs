using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.App.Assessing;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>What the primary button does.</summary>
public enum ActWay
{
    /// <summary>There is nothing to begin: it goes on, or it is done.</summary>
    None,

    Install,

    Write,
}

/// <summary>What is done when somebody says so, and what stands in the way.</summary>
/// <param name="Label">What stands on the button.</param>
/// <param name="InTheWay">The errors, worst first.</param>
public sealed record Act(ActWay Way, string Label, ImmutableArray<Standing> InTheWay)
{
    /// <summary>Whether one of them cannot be passed by.</summary>
    public bool IsForbidden => InTheWay.Any(static s => s.IsBlocking);

    /// <summary>How many there are, and which is the first, as a sentence; null for none.</summary>
    public string? Sentence => InTheWay switch
    {
        [] => null,
        [var one] => Format(IsForbidden || Way is ActWay.Install ? Words.OneInTheWay : Words.OneBeforeStart, one.Name),
        [var first, ..] => Format(IsForbidden || Way is ActWay.Install ? Words.ManyInTheWay : Words.ManyBeforeStart, InTheWay.Length, first.Name),
    };

    public static Act Of(WizardSession session, Installer installer, WizardReadiness readiness)
    {
        var way = !installer.CanInstall || readiness.Engine is { Search.Place: null } ? ActWay.Write : ActWay.Install;
        return new Act(way, way is ActWay.Write ? WriteLabel(readiness.Directory) : InstallLabel(session, readiness.Engine?.Changes),
            [.. readiness.Now.All.Where(static s => s.IsError)]);
    }

    private static string WriteLabel(DirectoryLook? look) => look is { Comparison.HasDifferences: false } ? Words.CheckFiles : Words.WriteFiles;

    private static string InstallLabel(WizardSession session, ApplyChanges? changes) => changes switch
    {
        null or { Changes: [] } => Words.Install,
        { HasDifferences: false } => Words.CheckInstallation,
        { IsChange: false } => Words.Install,
        _ when session.Start.Plan.Release != session.Setup.Plan.Release => Words.UpdateThis,
        _ => Words.ApplyTheChanges,
    };

    private static string Format(string sentence, params object[] values) => string.Format(CultureInfo.CurrentCulture, sentence, values);
}
