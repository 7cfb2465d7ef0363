using System.Net;
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

    /// <param name="way">The first way in.</param>
    /// <param name="tunnel">What makes the wizard's port appear on the machine at the other end of this SSH session; null outside one.</param>
    /// <param name="privateWay">The same for a first boot, whose owner is elsewhere; null for any other start.</param>
    public void PrintStart(WayIn way, string? tunnel, string? privateWay)
    {
        if (tunnel is not null)
        {
            Print("This is an SSH session. On the machine with your browser, run this first:", tunnel);
        }
        else if (privateWay is not null && IPAddress.IsLoopback(options.Listen))
        {
            Print("The wizard listens on this machine alone. On the machine with your browser, run this first, with your name here for USER:",
                privateWay);
        }

        Print("Open this link in a browser; it works once:", way.Url);
        PrintCode(way);
        if (privateWay is not null && options.Tls is null && !IPAddress.IsLoopback(options.Listen))
        {
            Print("What is typed there crosses the network unencrypted (plain HTTP). On one that you do not trust, run this on the machine with your "
                + "browser, with your name here for USER, and open the link with 127.0.0.1 in the place of this machine's address:", privateWay);
        }

        output.WriteLine(
            $"Installing into {options.Directory}. Ctrl+C stops the wizard; so do {Activity.Limit.TotalMinutes:0} minutes without input.");
        output.Flush();
    }

    public void PrintNewLink(WayIn way)
    {
        Print("A new link; the one before is no longer good:", way.Url);
        PrintCode(way);
        output.Flush();
    }

    public void PrintNewCode(string code)
    {
        Print($"A new code; the one before is no longer good. The link still is, if nobody has used it. {CodeWords}:", code);
        output.Flush();
    }

    public void PrintIdle()
    {
        Print($"Stopped after {Activity.Limit.TotalMinutes:0} minutes without input. Everything is kept. To go on:", ShellCommandLine);
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

    private string CodeWords => $"Type it at {options.Url(_port)} within {EntryCodes.Life.TotalMinutes:0} minutes";

    private void PrintCode(WayIn way)
    {
        if (way.Code is not null)
        {
            Print($"Or this code in its place. {CodeWords}:", way.Code);
        }

        // Only another device has a use for it.
        if (!IPAddress.IsLoopback(options.Listen) && options.NetworkName is not null)
        {
            output.WriteLine("Or scan the link with a phone:");
            output.WriteLine();
            foreach (var line in QrPicture.Lines(way.Url, options.InColour))
            {
                output.WriteLine(line);
            }

            output.WriteLine();
        }
    }

    private void Print(string sentence, string what)
    {
        output.WriteLine(sentence);
        output.WriteLine();
        output.WriteLine($"  {what}");
        output.WriteLine();
    }

    private string ShellCommandLine => $"mathesar-setup serve --dir {Sh.Quote(options.Directory)}";
}
