using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>
/// The systemd of this machine or of this user, and the programs that do something with it. What changes anything is announced first, so that a test
/// can stop the world before it.
/// </summary>
internal class SystemdHost(bool isUsers, Action? announce = null)
{
    private const int MostLines = 30;

    // What Podman begins its complaints with.
    private const string Mark = "Error: ";

    /// <summary>Whether it is an ordinary user's.</summary>
    public bool IsUsers { get; } = isUsers;

    /// <summary>What tells this systemd from others: the machine, and whose it is.</summary>
    public string Identity => $"{MachineIdentity.Read()} {(IsUsers ? Environment.UserName : "root")}";

    /// <summary>Where that user's programs keep what they were told.</summary>
    protected static string UserConfiguration => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } said
        ? said
        : Path.Join(HomeDirectory.Path, ".config");

    /// <summary>Asks something, which changes nothing. Null where there is no such program, or it does not answer.</summary>
    public Task<ProgramResult?> AskAsync(HostCommand command, CancellationToken cancellation) =>
        ChildProgram.RunAsync(Scoped(command), new() { Variables = Variables() }, cancellation);

    /// <summary>Runs a program with streams, which gets the variables of the command besides. Null where it does not run to its end.</summary>
    public Task<ShellEnd?> StreamAsync(HostCommand program, ShellCommand command, TimeSpan patience, CancellationToken cancellation) =>
        StreamAsync(program, command, new ProgramSurroundings { Variables = Variables(), Patience = patience }, cancellation);

    /// <summary>The same in surroundings of the caller's.</summary>
    protected Task<ShellEnd?> StreamAsync(
        HostCommand program, ShellCommand command, ProgramSurroundings surroundings, CancellationToken cancellation)
    {
        if (command.IsChanging)
        {
            Announce();
        }

        return ChildProgram.StreamAsync(program, surroundings with { Variables = With(surroundings.Variables!, command.Variables) }, command,
            cancellation);
    }

    /// <summary>Whether something is there, by a program that says so by how it ends.</summary>
    public async Task<bool> HasAsync(HostCommand command, CancellationToken cancellation) =>
        await AskAsync(command, cancellation) is { ExitCode: 0 };

    /// <summary>Changes something.</summary>
    /// <param name="input">What the program reads: a secret stands in no argument.</param>
    /// <exception cref="StepFailure">It did not succeed.</exception>
    public async Task<ProgramResult> DoAsync(HostCommand command, CancellationToken cancellation, string input = "", Action<string>? tell = null)
    {
        var result = await TryAsync(command, cancellation, input, tell);
        return result.ExitCode == 0 ? result : throw new StepFailure(ApplyFinding.EngineRefused.Say(
            $"{command.Program} refused a step: {LastWords(result)}."));
    }

    /// <summary>The same for what may fail.</summary>
    public async Task<ProgramResult> TryAsync(HostCommand command, CancellationToken cancellation, string input = "", Action<string>? tell = null,
        TimeSpan? patience = null) =>
        await TryAsync(command, new ProgramSurroundings
        {
            Variables = Variables(),
            Input = input,
            Tell = tell,
            Patience = patience ?? Timeout.InfiniteTimeSpan,
        }, cancellation);

    /// <summary>The same in surroundings of the caller's.</summary>
    protected async Task<ProgramResult> TryAsync(HostCommand command, ProgramSurroundings surroundings, CancellationToken cancellation)
    {
        Announce();
        return await ChildProgram.RunAsync(Scoped(command), surroundings, cancellation)
            ?? new ProgramResult(-1, "", $"{command} did not run to its end");
    }

    /// <summary>Stops a service for good, if there is such a one.</summary>
    public async Task StopAsync(string unit, CancellationToken cancellation)
    {
        if ((await UnitStatus.ReadAsync(this, unit, cancellation)).IsKnown)
        {
            await DoAsync(HostCommand.UnitStop.About(unit), cancellation);
            // One that failed would be remembered, its unit there or not.
            await TryAsync(HostCommand.UnitReset.About(unit), cancellation);
        }
    }

    /// <summary>Follows what a service says until the caller goes.</summary>
    /// <param name="from">Where to begin, in the words of <c>journalctl</c>.</param>
    public Task FollowAsync(string unit, ImmutableArray<string> from, Action<string> tell, CancellationToken cancellation) => ChildProgram.RunAsync(
        Scoped(HostCommand.UnitLog.About([.. from, "--follow", "--unit", unit])),
        new() { Variables = Variables(), Tell = tell, Patience = Timeout.InfiniteTimeSpan }, cancellation);

    /// <summary>What a service said last since a moment.</summary>
    public async Task<ImmutableArray<string>> LastLinesAsync(
        string unit, DateTimeOffset? since, CancellationToken cancellation, int most = MostLines) =>
        await AskAsync(HostCommand.UnitLog.About([.. since is { } moment ? ["--since", Moment(moment)] : ImmutableArray<string>.Empty, "--lines",
            $"{most}", "--unit", unit]), cancellation) is { } said
            ? [.. said.Output.Split('\n').Where(static line => line.Trim().Length > 0)]
            : [];

    /// <summary>A moment as systemd reads it.</summary>
    public static string Moment(DateTimeOffset time) => $"@{time.ToUnixTimeSeconds()}";

    /// <summary>What a program said last about why it failed.</summary>
    public static string LastWords(ProgramResult result) =>
        (result.Errors + result.Output).Split('\n').LastOrDefault(static line => line.Trim().Length > 0)?.Trim().TrimEnd('.') is { } words
            ? words.StartsWith(Mark, StringComparison.Ordinal) ? words[Mark.Length..] : words
            : $"it ended with exit code {result.ExitCode}";

    /// <summary>Says that something is about to change.</summary>
    public void Announce() => announce?.Invoke();

    /// <summary>The same for a step of the disk by which something appears or goes.</summary>
    protected void Announce(DiskStep step)
    {
        if (step.Kind is StepKind.Rename or StepKind.Delete)
        {
            Announce();
        }
    }

    private HostCommand Scoped(HostCommand command) =>
        command.Program is "systemctl" or "journalctl" ? command.By(command.Program, IsUsers ? "--user" : "--system") : command;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> variables, ImmutableArray<string> more)
    {
        var all = variables.ToDictionary(StringComparer.Ordinal);
        foreach (var pair in more.Select(static entry => entry.Split('=', 2)))
        {
            all[pair[0]] = pair[1];
        }

        return all;
    }

    // After su or in a timer the variable is not set, by which programs find the user's systemd.
    protected static Dictionary<string, string> Variables()
    {
        var variables = ChildProgram.Variables();
        variables.TryAdd("XDG_RUNTIME_DIR", $"/run/user/{LibC.OwnerOf("/proc/self")?.User ?? 0}");
        return variables;
    }
}
