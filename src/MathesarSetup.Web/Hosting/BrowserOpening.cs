using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;

namespace MathesarSetup.Web.Hosting;

/// <summary>Opens the browser on a file that leads to the link: a link in an argument list could be read by every user of the machine.</summary>
internal sealed class BrowserOpening : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Timer _deletion;

    private BrowserOpening(string redirectFile)
    {
        RedirectFile = redirectFile;
        _deletion = new Timer(_ => Delete(), null, Kept, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The file, readable by its owner alone, and gone after a minute or when this is disposed.</summary>
    public string RedirectFile { get; }

    /// <summary>Tries; null when the file could not be written or there is nothing to open it with. The printed link stays good then.</summary>
    /// <param name="url">The link with its token.</param>
    /// <param name="folder">Where the file goes: not a hidden folder nor /tmp, which browsers packed as snaps cannot read.</param>
    /// <param name="opener">The program that opens files: <c>xdg-open</c> or <c>open</c>.</param>
    public static BrowserOpening? TryOpen(string url, string folder, string opener)
    {
        var file = Path.Join(folder, $"mathesar-setup-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.html");
        try
        {
            Write(file,
                $"<!DOCTYPE html><title>Mathesar Setup</title><meta http-equiv=\"refresh\" content=\"0;url={WebUtility.HtmlEncode(url)}\">\n");
            var opening = new BrowserOpening(file);
            Start(opener, file);
            return opening;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return null;
        }
    }

    public static string DefaultOpener => OperatingSystem.IsMacOS() ? "open" : "xdg-open";

    private static void Write(string file, string html)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(html);
    }

    // In the shell's background the browser neither writes into this terminal nor hears its Ctrl+C. The file is an argument, not code.
    private static void Start(string opener, string file) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" \"$1\" >/dev/null 2>&1 &", opener, file]))?.Dispose();

    private void Delete()
    {
        try
        {
            File.Delete(RedirectFile);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It holds a used or replaced token by now, and only its owner can read it.
        }
    }

    public void Dispose()
    {
        _deletion.Dispose();
        Delete();
    }
}
