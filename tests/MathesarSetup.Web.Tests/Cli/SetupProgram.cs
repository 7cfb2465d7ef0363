using System.Diagnostics;
using System.Globalization;
using System.Text;
using MathesarSetup.Documents.Shell;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>Runs the real program, in a directory and with a home of its own.</summary>
internal sealed class SetupProgram : IDisposable
{
    /// <summary>Where the program lies.</summary>
    public static readonly string File = Path.Combine(AppContext.BaseDirectory, "mathesar-setup");

    private readonly TemporaryDirectory _home = new();

    public TemporaryDirectory Directory { get; } = new();

    /// <summary>Where the program keeps what it remembers of its user.</summary>
    public string State => _home.At("mathesar-setup");

    public Outcome Run(params string[] arguments) => Run([], [], arguments);

    public Outcome Run(byte[] input, Dictionary<string, string?> variables, params string[] arguments) => Prepare(input, variables, arguments).Run();

    /// <summary>The same without the rights of root, who may read everything; anybody else is refused as they are.</summary>
    public Outcome WithoutRights(params string[] arguments)
    {
        var process = Prepare([], [], arguments);
        System.IO.File.SetUnixFileMode(Directory.Path, (UnixFileMode)0b111_101_101);
        return (!Environment.IsPrivilegedProcess ? process : process with
        {
            File = RealPart.Require("setpriv"),
            Arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", process.File, .. process.Arguments],
        }).Run();
    }

    /// <summary>The same on a terminal of so many columns, which shows both streams. Nobody types; lines end as terminals' do.</summary>
    public Outcome OnTerminal(int columns, Dictionary<string, string?> variables, params string[] arguments)
    {
        foreach (var name in new[] { "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE" })
        {
            variables.TryAdd(name, null);
        }

        variables.TryAdd("TERM", "xterm-256color");
        var process = Prepare([], variables, arguments);
        return (process with
        {
            File = RealPart.Require("script"),
            Arguments = ["-qec", $"stty cols {columns}; {CommandLine(process)}", "/dev/null"],
        }).Run();
    }

    /// <summary>What both streams say in one pipe.</summary>
    public string InOnePipe(params string[] arguments)
    {
        var process = Prepare([], [], arguments);
        return (process with
        {
            File = RealPart.Require("sh"),
            Arguments = ["-c", $"{CommandLine(process)} 2>&1"],
        }).Run().Output;
    }

    private static string CommandLine(ChildProcess process) =>
        string.Join(' ', process.Arguments.Prepend(process.File).Select(static word => Sh.Quote(word)));

    private ChildProcess Prepare(byte[] input, Dictionary<string, string?> variables, string[] arguments)
    {
        variables["HOME"] = _home.Path;
        variables["XDG_STATE_HOME"] = _home.Path;
        return new ChildProcess(File, arguments) { Directory = Directory.Path, Input = input, Environment = variables };
    }

    /// <summary>Runs the program with nobody who answers, and sends it a signal once a text stands among its errors.</summary>
    public Outcome RunAndSignal(string moment, string signal, params string[] arguments)
    {
        var info = DefaultSignals.Start(File, arguments);
        (info.RedirectStandardInput, info.RedirectStandardOutput, info.RedirectStandardError) = (true, true, true);
        info.WorkingDirectory = Directory.Path;
        info.Environment["HOME"] = _home.Path;
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), new StringBuilder());
        var isSent = false;
        for (var read = process.StandardError.Read(); read >= 0; read = process.StandardError.Read())
        {
            errors.Append((char)read);
            if (!isSent && errors.ToString().EndsWith(moment, StringComparison.Ordinal))
            {
                isSent = true;
                new ChildProcess("kill", $"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)).Run().Successful();
            }
        }

        process.WaitForExit();
        return new Outcome(string.Join(' ', arguments), process.ExitCode, Encoding.UTF8.GetBytes(output.GetAwaiter().GetResult()), errors.ToString());
    }

    public void Dispose()
    {
        Directory.Dispose();
        _home.Dispose();
    }
}
