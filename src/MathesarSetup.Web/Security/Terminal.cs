using MathesarSetup.Documents.Shell;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Security;

/// <summary>What the owner reads in the terminal. Links go here, to standard output, and never through a logger.</summary>
internal sealed class Terminal(ServeOptions options, TextWriter output)
{
    private int _port = options.Port;

    /// <summary>The port that was really taken, once it is known.</summary>
    public void ListensOn(int port) => _port = port;

    /// <summary>The link that lets one browser in.</summary>
    public string EntryUrl(string token) => $"{options.Url(_port)}{Door.EnterPath}?token={token}";

    public void PrintStart(string entryUrl, string? tunnel)
    {
        if (tunnel is not null)
        {
            output.WriteLine("This is an SSH session. On the machine with your browser, run this first:");
            output.WriteLine();
            output.WriteLine($"  {tunnel}");
            output.WriteLine();
        }

        output.WriteLine("Open this link in a browser; it works once:");
        output.WriteLine();
        output.WriteLine($"  {entryUrl}");
        output.WriteLine();
        output.WriteLine(
            $"Installing into {options.Directory}. Ctrl+C stops the wizard; so do {Activity.Limit.TotalMinutes:0} minutes without input.");
        output.Flush();
    }

    public void PrintNewLink(string token)
    {
        output.WriteLine($"A new link; the one before is no longer good:");
        output.WriteLine();
        output.WriteLine($"  {EntryUrl(token)}");
        output.WriteLine();
        output.Flush();
    }

    public void PrintIdle()
    {
        output.WriteLine($"Stopped after {Activity.Limit.TotalMinutes:0} minutes without input. Everything is kept. To go on:");
        output.WriteLine();
        output.WriteLine($"  {ShellCommandLine}");
        output.WriteLine();
        output.Flush();
    }

    /// <summary>
    /// The end of a first boot; with what kept its mark from being made, if something did, and how long the last page can still be read.
    /// </summary>
    public void PrintInstalled(Findings.Finding? trouble, TimeSpan lastLook)
    {
        output.WriteLine($"Mathesar is installed. The wizard ends in {lastLook.TotalMinutes:0} minutes and does not start by itself "
            + $"again. To change something later:");
        output.WriteLine();
        output.WriteLine($"  {ShellCommandLine}");
        output.WriteLine();
        if (trouble is not null)
        {
            output.WriteLine(trouble.Message);
        }

        output.Flush();
    }

    private string ShellCommandLine => $"mathesar-setup serve --dir {Sh.Quote(options.Directory)}";
}
