using System.Diagnostics;
using System.Globalization;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>The real program while it goes on by itself, until it is interrupted.</summary>
internal sealed class Following : IDisposable
{
    private readonly Process _process;

    public Following(SetupProgram setup, params string[] arguments)
    {
        var info = DefaultSignals.Start(SetupProgram.File, arguments);
        (info.RedirectStandardOutput, info.WorkingDirectory) = (true, setup.Directory.Path);
        _process = Process.Start(info)!;
    }

    /// <summary>Reads until a line holds a text.</summary>
    public void WaitFor(string text)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended before it said {text}.");
    }

    /// <summary>Ctrl+C; gives the exit code.</summary>
    public int Interrupt()
    {
        new ChildProcess("kill", "-INT", _process.Id.ToString(CultureInfo.InvariantCulture)).Run().Successful();
        _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
