using System.Diagnostics;
using System.Text;

namespace MathesarSetup.Testing;

/// <summary>The program as a user starts it, in a home directory of its own.</summary>
public sealed class WizardProcess : IDisposable
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _ready = new();

    private WizardProcess(Process process) => Process = process;

    public Process Process { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What stands on standard error, which is shown too.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>The program that was built beside the tests.</summary>
    public static string Program => Path.Join(AppContext.BaseDirectory, "mathesar-setup");

    /// <summary>Runs a verb to its end.</summary>
    public static Outcome Run(params string[] arguments) => new ChildProcess(Program, arguments).Run();

    /// <summary>Starts <c>serve</c>, on a free port where none is named, and waits until the link stands on standard output.</summary>
    public static Task<WizardProcess> ServeAsync(string program, string home, params string[] arguments) => ServeAsync(program, home, [], arguments);

    /// <param name="program">The program.</param>
    /// <param name="home">Its home directory.</param>
    /// <param name="environment">Variables on top of the inherited ones.</param>
    /// <param name="arguments">What follows the verb.</param>
    public static async Task<WizardProcess> ServeAsync(
        string program, string home, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var info = DefaultSignals.Start(program,
            ["serve", .. arguments.Contains("--port") ? (string[])[] : ["--port", "0"], "--no-browser", .. arguments]);
        (info.RedirectStandardOutput, info.RedirectStandardError, info.WorkingDirectory) = (true, true, home);
        info.Environment["HOME"] = home;
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("XDG_", StringComparison.Ordinal)).ToArray())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var wizard = new WizardProcess(Process.Start(info)!);
        wizard.Process.OutputDataReceived += (_, line) => wizard.Read(line.Data);
        wizard.Process.ErrorDataReceived += (_, line) => wizard.ReadError(line.Data);
        wizard.Process.BeginOutputReadLine();
        wizard.Process.BeginErrorReadLine();
        try
        {
            await wizard._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return wizard;
        }
        catch
        {
            wizard.Dispose();
            throw;
        }
    }

    public Uri Link => new(Output.Split('\n').First(line => line.Contains("token=", StringComparison.Ordinal)).Trim());

    /// <summary>What Ctrl+C (INT) or <c>docker stop</c> (TERM) does; gives the exit code and the time it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync(string signal)
    {
        var started = Stopwatch.GetTimestamp();
        new ChildProcess("kill", $"-{signal}", $"{Process.Id}").Run().Successful();
        await Process.WaitForExitAsync();
        return (Process.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
    }

    private void ReadError(string? line)
    {
        if (line is not null)
        {
            Console.Error.WriteLine(line);
            lock (_errors)
            {
                _errors.AppendLine(line);
            }
        }
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line?.StartsWith("Installing into", StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult();
        }
    }
}
