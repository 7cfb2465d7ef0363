using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Bundling;
using MathesarSetup.Bundles;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Layout;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup bundle</c>: all that a machine without Internet needs, in one file.</summary>
internal sealed class BundleCommand
{
    private readonly Option<string?> _to = new("--to")
    {
        Description = "The file to write. Default: mathesar-bundle-RELEASE-linux-PROCESSOR.tar in the current directory.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly AnswerOptions _answers;

    private BundleCommand(Command command, IReadOnlyList<string> arguments)
    {
        _answers = new AnswerOptions(command, arguments);
        command.Add(_to.NotEmpty());
        command.Add(_json);
        command.SetAction(parsed => RunAsync(parsed).GetAwaiter().GetResult());
    }

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command = new Command("bundle", "Write all that a machine without Internet needs into one file: images and this program, no secrets.");
        _ = new BundleCommand(command, arguments);
        return command;
    }

    /// <summary>The option by which a verb is told to take images from a bundle.</summary>
    public static Option<string?> FromBundle() => new("--bundle")
    {
        Description = "Take the images from this bundle, and none from a registry.",
        HelpName = "FILE",
    };

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new SignalCancellation();
        var errors = parsed.InvocationConfiguration.Error;
        var (setup, findings) = _answers.Read(parsed).Settle();
        if (findings.Any(static f => f.Severity is Severity.Error))
        {
            return Say(parsed, new BundleResult("", null, [.. findings]));
        }

        try
        {
            return Say(parsed, await Bundle.MakeAsync(setup, parsed.GetValue(_to), ProgramVersion.Text, told => Tell(told, errors), signals.Token));
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return Exit.Cancelled;
        }
    }

    private static void Tell(ApplyEvent happened, TextWriter errors)
    {
        if (happened.State is Engine.Apply.StepState.Started)
        {
            errors.WriteLine(happened.Message);
        }
    }

    private int Say(ParseResult parsed, BundleResult result)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            FindingOutput.PrintJson(output, json =>
            {
                json.WriteBoolean("good", result.Succeeded);
                json.WriteString("path", result.Path);
                FindingOutput.WriteFindings(json, result.Findings);
            });
        }
        else
        {
            FindingOutput.Print(result.Findings, parsed.InvocationConfiguration.Error);
            if (result.Manifest is { } manifest)
            {
                output.WriteLine($"Bundle: {result.Path} ({Sizes.Bytes(new FileInfo(result.Path).Length)})");
                output.WriteLine($"  Mathesar {manifest.Release} for {manifest.Platform}");
                foreach (var part in manifest.Parts)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {part.Image ?? part.Path} ({Sizes.Bytes(part.Size)})"));
                }
            }
        }

        return result.Succeeded ? Exit.Done : Exit.Forbidden;
    }
}
