using System.Globalization;
using System.Text;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Components.Pages;

/// <summary>
/// What happened during an installation, as a text to be sent to somebody who helps. The events that it is made from hold no secret.
/// </summary>
internal static class InstallReport
{
    public static string Write(InstallRun run)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Mathesar Setup {typeof(InstallReport).Assembly.GetName().Version?.ToString(3)}: {run.Result?.Outcome.ToString() ?? "goes on"}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Target {run.Setup.Target.Id}, Mathesar {run.Setup.Plan.Release}");
        foreach (var finding in run.Result?.Findings ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Message}");
        }

        foreach (var step in run.Progress.Steps.Where(static s => s.Began is not null))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{step.Began:HH:mm:ss} {step.Name} {step.State.GetValueOrDefault().ToString().ToLowerInvariant()}: {step.Message}");
        }

        foreach (var line in run.Progress.Log)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {line.Service}: {line.Text}");
        }

        return text.ToString();
    }
}
