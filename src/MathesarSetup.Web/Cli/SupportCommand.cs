using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Supporting;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Layout;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup support</c>: an archive for whoever helps, without secrets; it is sent nowhere.</summary>
internal static class SupportCommand
{
    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "Where the archive is written, a .tar.gz; by default here.", HelpName = "FILE" };
        InstalledCommand? command = null;
        command = new InstalledCommand("support", "Gather what somebody needs who helps, without secrets, into an archive.",
            async (place, parsed, cancellation) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                using var status = new StringWriter(CultureInfo.InvariantCulture);
                FindingOutput.PrintJson(status, (await StatusCommand.LookAsync(place, cancellation)).Write);
                var archive = await SupportArchive.GatherAsync(place, ProgramVersion.Text, status.ToString(), cancellation);
                var path = parsed.GetValue(to) ?? string.Create(CultureInfo.InvariantCulture,
                    $"mathesar-support-{place.Setup.Plan.Name}-{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}.tar.gz");
                var isQuiet = command!.IsJson(parsed);
                foreach (var file in isQuiet ? [] : archive.Files)
                {
                    output.WriteLine($"{Sizes.Bytes(file.Content.Length),9}  {file.Path}");
                }

                return archive.Write(path) is { } problem ? command.Say(parsed, [problem]) : End(command, parsed, path);
            });
        command.Command.Add(to.NotEmpty());
        return command.Command;
    }

    private static int End(InstalledCommand command, ParseResult parsed, string path)
    {
        if (command.IsJson(parsed))
        {
            FindingOutput.PrintJson(parsed.InvocationConfiguration.Output, json => json.WriteString("archive", Path.GetFullPath(path)));
        }
        else
        {
            parsed.InvocationConfiguration.Output.WriteLine($"Written: {path}. Values that may be secrets are dots in it, and nothing was sent "
                + "anywhere. Look through it before you hand it on.");
        }

        return Exit.Done;
    }
}
