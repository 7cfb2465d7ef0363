using System.Security.Cryptography;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What every kind of place has to do for a verb: bytes in and out, ends and complaints, a stop and a start.</summary>
internal static class ShellProof
{
    private const int Size = 5 * 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Makes a backup of all of it, which is read back to its end.</summary>
    public static async Task BackUpAsync(Setup setup, string directory, IServiceControl control)
    {
        var result = await new BackupRun(new BackupRequest
        {
            Setup = setup,
            Disk = new Disk(directory),
            Control = control,
            Folder = new BackupFolder($"{directory}/backups"),
            Tool = "test",
        }, Narrator.For(setup.Plan, static _ => { })).RunAsync(default);
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
        Directory.Delete($"{directory}/backups", recursive: true);
    }

    /// <summary>Proves it in and beside Mathesar's service, which stands and runs as before in the end.</summary>
    /// <param name="folder">Where its account may write, such as <c>/tmp</c>.</param>
    /// <param name="hasMathesar">Whether Mathesar's own program is there.</param>
    public static async Task ProveAsync(IServiceControl control, string folder, bool hasMathesar = true)
    {
        await using (var inside = await control.InsideAsync(ServiceRole.Web, default))
        {
            await ProveAsync(inside, folder);
            if (hasMathesar)
            {
                var (said, words) = await new MathesarShell(inside).RunAsync(Administrator.Script,
                    ["MATHESAR_SETUP_NAME=nobody", "MATHESAR_SETUP_PASSWORD=none"], isChanging: false, default);
                Assert.True(said is "no", words);
            }
        }

        await control.StopAsync(ServiceRole.Web, default);
        await control.StopAsync(ServiceRole.Web, default);
        await Assert.ThrowsAnyAsync<Exception>(() => control.InsideAsync(ServiceRole.Web, default));
        await using (var beside = await control.BesideAsync(ServiceRole.Web, null, default))
        {
            var end = await beside.RunAsync(new ShellCommand("sh", "-c", "printf %s \"$POSTGRES_DB\""), default);
            Assert.Equal((0, "mathesar_django", ""), (end.ExitCode, end.Output, end.Errors));
        }

        // A killed run left one.
        _ = await control.BesideAsync(ServiceRole.Database, null, default);
        await using (var beside = await control.BesideAsync(ServiceRole.Database, null, default))
        {
            var end = await beside.RunAsync(new ShellCommand("pg_dump", "--version"), default);
            Assert.Contains("PostgreSQL", end.Output, StringComparison.Ordinal);
        }

        await control.StartAsync(ServiceRole.Web, s_patience, default);
        await control.StartAsync(ServiceRole.Web, s_patience, default);
        await (await control.InsideAsync(ServiceRole.Web, default)).DisposeAsync();
    }

    private static async Task ProveAsync(IServiceShell shell, string folder)
    {
        var bytes = RandomNumberGenerator.GetBytes(Size);
        using (var input = new MemoryStream(bytes))
        {
            var written = await shell.RunAsync(new ShellCommand("sh", "-c", $"cat > {folder}/proof") { Input = input, IsChanging = true }, default);
            Assert.Equal((0, "", ""), (written.ExitCode, written.Output, written.Errors));
        }

        using (var output = new MemoryStream())
        {
            var read = await shell.RunAsync(new ShellCommand("sh", "-c", $"cat {folder}/proof && rm {folder}/proof") { Output = output }, default);
            Assert.Equal(0, read.ExitCode);
            Assert.Equal(SHA256.HashData(bytes), SHA256.HashData(output.ToArray()));
        }

        // All three at once, more than a pipe holds.
        var lines = 0;
        using (var input = new MemoryStream(bytes))
        {
            var command = new ShellCommand("sh", "-c", "head -c 3000000 >&2; wc -c; exit 3") { Input = input, Tell = _ => lines++ };
            var end = await shell.RunAsync(command, default);
            Assert.Equal((3, $"{Size - 3_000_000}"), (end.ExitCode, end.Output.Trim()));
            Assert.True(lines > 1000);
        }

        // It reads nothing, and ends.
        using (var input = new MemoryStream(bytes))
        {
            var end = await shell.RunAsync(new ShellCommand("sh", "-c", "echo done; echo complaint >&2; exit 7") { Input = input }, default);
            Assert.Equal((7, "done\n", "complaint"), (end.ExitCode, end.Output, end.LastWords));
        }

        const string Hard = "it's \"my\" $HOME `id` \\n %s\nsecond line\\";
        var said = await shell.RunAsync(new ShellCommand("sh", "-c", "printf %s \"$HARD\"") { Variables = [$"HARD={Hard}"] }, default);
        Assert.Equal((0, Hard), (said.ExitCode, said.Output));
        await ProveEndsAsync(shell);
    }

    private static async Task ProveEndsAsync(IServiceShell shell)
    {
        // Who cancels is not kept waiting, and who comes next is served.
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shell.RunAsync(
            new ShellCommand("sh", "-c", "echo begun >&2; exec sleep 30") { Tell = _ => cancellation.Cancel() }, cancellation.Token));

        // Half of an input never looks like the whole of one.
        using var cut = new CutStream();
        await Assert.ThrowsAnyAsync<IOException>(() => shell.RunAsync(new ShellCommand("sh", "-c", "cat > /dev/null") { Input = cut }, default));
        Assert.Equal("there", (await shell.RunAsync(new ShellCommand("echo", "there"), default)).Output.Trim());
    }

    /// <summary>A file on a disk that fails behind its first piece.</summary>
    private sealed class CutStream : MemoryStream
    {
        private bool _isBegun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_isBegun)
            {
                throw new IOException("The disk failed.");
            }

            _isBegun = true;
            return ValueTask.FromResult(Math.Min(buffer.Length, 1000));
        }
    }
}
