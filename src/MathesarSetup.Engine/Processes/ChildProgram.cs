using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Processes;

/// <summary>How another program ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);

/// <summary>What another program is given besides its arguments.</summary>
internal sealed record ProgramSurroundings
{
    /// <summary>What it reads.</summary>
    public string Input { get; init; } = "";

    public string Directory { get; init; } = "";

    /// <summary>The only variables that it gets; null for those of this process.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Told each line that it says, while it says it; null for nobody.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>
    /// How long it and what it started may take to put things in order when it is to end: they are asked by SIGTERM, and it leads a group of its own.
    /// None is asked where this is zero.
    /// </summary>
    public TimeSpan Grace { get; init; }
}

/// <summary>Runs programs of this machine: small ones that answer at once, unless they are given longer.</summary>
internal static partial class ChildProgram
{
    /// <summary>Runs it to its end. Null when there is no such program, or it does not end in time.</summary>
    public static async Task<ProgramResult?> RunAsync(HostCommand command, ProgramSurroundings surroundings, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(surroundings.Patience);
        try
        {
            using var process = Process.Start(Info(command, surroundings))!;
            await using var ending = new Ending(process, surroundings.Grace, limit.Token);
            var output = ReadAsync(process.StandardOutput, surroundings.Tell, limit.Token);
            var errors = ReadAsync(process.StandardError, surroundings.Tell, limit.Token);
            await process.StandardInput.WriteAsync(surroundings.Input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or InvalidOperationException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The variables of this process.</summary>
    public static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(static v => (string)v.Key, static v => (string)v.Value!, StringComparer.Ordinal);

    /// <summary>Ends a program that is to go, and waits until it is gone.</summary>
    private sealed class Ending : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly CancellationTokenRegistration _registration;
        private Task _going = Task.CompletedTask;

        public Ending(Process process, TimeSpan grace, CancellationToken end)
        {
            _process = process;
            _registration = end.Register(() => _going = GoAsync(grace));
        }

        public async ValueTask DisposeAsync()
        {
            await _registration.DisposeAsync();
            await _going;
        }

        private async Task GoAsync(TimeSpan grace)
        {
            if (grace > TimeSpan.Zero && LibC.AskToEnd(_process.Id))
            {
                using var patience = new CancellationTokenSource(grace);
                try
                {
                    await _process.WaitForExitAsync(patience.Token);
                    return;
                }
                catch (OperationCanceledException)
                {
                    // It had its time.
                }
            }

            _process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> ReadAsync(StreamReader said, Action<string>? tell, CancellationToken cancellation)
    {
        if (tell is null)
        {
            return await said.ReadToEndAsync(cancellation);
        }

        var all = new StringBuilder();
        while (await said.ReadLineAsync(cancellation) is { } line)
        {
            all.AppendLine(line);
            tell(line);
        }

        return all.ToString();
    }

    private static ProcessStartInfo Info(HostCommand command, ProgramSurroundings surroundings)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = surroundings.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (surroundings.Variables is { } variables)
        {
            info.Environment.Clear();
            foreach (var (name, value) in variables)
            {
                info.Environment[name] = value;
            }
        }

        return info;
    }
}
