using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>The machine, or one user's part of it, on which Mathesar's program lies, and the script that puts it there.</summary>
internal sealed class ProgramHost : SystemdHost
{
    private const string Script = "install.sh";

    // A start leaves the way back open until everything has proven itself.
    private const string WayBack = "MATHESAR_WAY_BACK";

    // A database that ends its work, and a former program that starts again.
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(3);

    public ProgramHost(bool isUsers, Action? announce = null)
        : base(isUsers, announce) =>
        Units = new Disk(isUsers ? Path.Join(UserConfiguration, "systemd/user") : "/etc/systemd/system", Announce);

    /// <summary>Where systemd looks for units.</summary>
    public Disk Units { get; }

    /// <summary>A directory of the machine's, every change in which is announced.</summary>
    public Disk At(string directory) => new(directory, Announce);

    /// <summary>A path of the answers as this machine has it.</summary>
    public static string Absolute(string path) => HomeDirectory.Absolute(path);

    /// <summary>Runs one step of the script of a directory. Who cancels it waits until it has put in order what it began.</summary>
    /// <param name="directory">The install directory.</param>
    /// <param name="downloads">Where the files of the release are taken from; null for where the script itself takes them from.</param>
    public Task<ProgramResult> StepAsync(string directory, string step, string? downloads, Action<string> tell, CancellationToken cancellation)
    {
        var variables = Variables();
        variables[WayBack] = "yes";
        if (downloads is not null)
        {
            variables[ReleaseDownload.Variable] = downloads;
        }

        return TryAsync(HostCommand.InstallStep.About(step).By("setsid", Path.Join(directory, Script)), new ProgramSurroundings
        {
            Directory = directory,
            Variables = variables,
            Tell = tell,
            Patience = Timeout.InfiniteTimeSpan,
            Grace = s_grace,
        }, cancellation);
    }

    /// <summary>Runs the script of a directory that takes its installation away. It says what it does.</summary>
    public Task<ProgramResult> UninstallAsync(
        string directory, ImmutableArray<string> words, Action<string> tell, CancellationToken cancellation) =>
        TryAsync(HostCommand.Uninstall.About(words).By("setsid", Path.Join(directory, HostThings.Script)), new ProgramSurroundings
        {
            Directory = directory,
            Variables = Variables(),
            Tell = tell,
            Patience = Timeout.InfiniteTimeSpan,
            Grace = s_grace,
        }, cancellation);

    /// <summary>Runs a program as an account, which gets these variables and those of the command alone.</summary>
    /// <param name="account">Null for this process' own.</param>
    /// <param name="folder">Where it runs.</param>
    public Task<ShellEnd?> InServiceAsync(string? account, ShellCommand command, string folder, IReadOnlyDictionary<string, string> variables,
        CancellationToken cancellation) => StreamAsync(HostCommand.InService.About([
            .. account is null ? ImmutableArray<string>.Empty : [$"--reuid={account}", $"--regid={account}", "--init-groups"], .. command.Words]),
            command, new ProgramSurroundings { Directory = folder, Variables = variables, Patience = Timeout.InfiniteTimeSpan }, cancellation);

    /// <summary>Waits until no script works at a directory any more; false where that takes longer than it may.</summary>
    public async Task<bool> IsQuietAsync(string directory, TimeSpan patience) => !Directory.Exists(directory)
        || await TryAsync(HostCommand.InstallWait.About($"{patience.TotalSeconds:0}", directory, "true"), CancellationToken.None) is { ExitCode: 0 };
}
