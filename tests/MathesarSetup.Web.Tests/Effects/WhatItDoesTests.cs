using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Web.Effects;

/// <summary>docs/what-it-does.md names every program that is started, every address that is reached and every path that is written.</summary>
public sealed partial class WhatItDoesTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Here(), "../../../docs/what-it-does.md"));

    // Its stream is opened for reading alone.
    private static readonly string[] s_readers =
        ["DiskFile", "DirectorySnapshot", "StandardStreams", "BackupArchive", "ClusterRemoval", "ClusterThings", "HostRemoval", "UnitRemoval"];

    /// <summary>Each type of the program that reaches out of it, and the words by which the page tells of that.</summary>
    public static TheoryData<string, Effect, string> Effects => new()
    {
        { "ChildProgram", Effect.Starts, "| what is started |" },
        { "BrowserOpening", Effect.Starts, "(`/bin/sh` with `xdg-open` or `open`)" },

        { "AddressesStep", Effect.RunsInContainer, "`curl`" },
        { "DatabasePassword", Effect.RunsInContainer, "`pg_isready`, `psql`" },
        { "FileParts", Effect.RunsInContainer, "`tar` over the uploads" },
        { "HealthWait", Effect.RunsInContainer, "they run the health check" },
        { "RestoreRun", Effect.RunsInContainer, "`tar --extract --skip-old-files` for uploads" },
        { "RunningRelease", Effect.RunsInContainer, "`bash bin/mathesar version`" },
        { "MathesarShell", Effect.RunsInContainer, "`python3 manage.py shell`" },
        { "InternalRecords", Effect.RunsInContainer, "`upgrade` runs `pg_dump`, `pg_restore`" },
        { "Migration", Effect.RunsInContainer, "`python3 -m mathesar.install` on a copy" },
        { "ReleaseProof", Effect.RunsInContainer, "`bash bin/mathesar version`" },
        { "UpgradeEnd", Effect.RunsInContainer, "bring Mathesar's functions in connected databases" },
        { "PostgresShell", Effect.RunsInContainer, "`psql` for the version and the size of the database" },

        { "AddressProbe", Effect.Connects, "Mathesar's published port on this machine, once" },
        { "Echo", Effect.Connects, "the public address and every further name that you gave: a random word" },
        { "DatabaseLogin", Effect.Connects, "a login with the role and the password, or with the superuser's" },
        { "DatabasePlace", Effect.Connects, "your PostgreSQL server: its port" },
        { "Relay", Effect.Connects, "your PostgreSQL server: its port" },
        { "Fetch", Effect.Connects, "take the proxy that `HTTPS_PROXY` or `HTTP_PROXY` names" },
        { "Reach", Effect.Connects, "the name servers of this machine" },
        { "AzurePlace", Effect.Connects, "the Azure storage account" },
        { "FilesCheck", Effect.Connects, "the S3 endpoint" },
        { "EngineConnection", Effect.Connects, "the container engine: its socket, or where `DOCKER_HOST` or the Docker context leads" },
        { "EngineFinder", Effect.Connects, "the container engine: its socket" },
        { "FirstBootEnd", Effect.Connects, "| `serve --first-boot` | the same port" },
        { "KubeProbe", Effect.Connects, "then its own address, once" },
        { "LocalRequest", Effect.Connects, "Mathesar's published port on this machine, once; without containers for every name" },
        { "ReleaseDownload", Effect.Connects, "the two files of Mathesar's release" },
        { "PodRequest", Effect.Connects, "through it Mathesar's pages in one of its pods" },
        { "ProbeCommand", Effect.Connects, "the wizard's own port on this machine" },

        { "Echo", Effect.Listens, "the ports of the address, such as 80 and 443, for up to 3 s" },
        { "Relay", Effect.Listens, "a port of loopback" },
        { "PortTrials", Effect.Listens, "each port that the installation would open, for a moment" },
        { "WizardHost", Effect.Listens, "| `serve` | 127.0.0.1, port 8765" },

        { "Applier", Effect.Writes, "`.mathesar-setup/apply.json`" },
        { "ArchiveFile", Effect.Writes, "the path of `--archive`" },
        { "Backup", Effect.Writes, "`backups/` in the install directory" },
        { "BackupFolder", Effect.Writes, "`backups/` in the install directory" },
        { "BundleWriter", Effect.Writes, "the file of `bundle --to`" },
        { "Interruption", Effect.Writes, "`.mathesar-setup/restore.json`" },
        { "RestoreBackup", Effect.Writes, "`.mathesar-setup/restore.json`" },
        { "Arrival", Effect.Writes, "`.mathesar-setup/arrival.json`" },
        { "ArrivalEnd", Effect.Writes, "`.mathesar-setup/arrival.json`" },
        { "PlannedArrival", Effect.Writes, "`.mathesar-setup/arrival.json`" },
        { "ForgetRestores", Effect.Writes, "`.mathesar-setup/restored.json`" },
        { "RestoreSettlement", Effect.Writes, "`.mathesar-setup/restore.json`" },
        { "KeptBackups", Effect.Writes, "`backups/` in the install directory" },
        { "DirectoryLock", Effect.Writes, "`.mathesar-setup/lock`" },
        { "DirectoryProof", Effect.Writes, "`.mathesar-setup/mark.json`" },
        { "RemovalRun", Effect.Writes, "`.mathesar-setup/removal.json`" },
        { "SupportArchive", Effect.Writes, "the path of `support --to`" },
        { "Disk", Effect.Writes, "Files are written beside their target, synced, and renamed" },
        { "InstallDirectory", Effect.Writes, "the files that the preview shows" },
        { "InstallationLife", Effect.Writes, "`.mathesar-setup/lock`" },
        { "InPlaceFile", Effect.Writes, "`~/.config/mathesar-setup/NAME`" },
        { "UnitHost", Effect.Writes, "`~/.config/containers/systemd`" },
        { "ServiceLife", Effect.Writes, "`.mathesar-setup/lock`" },
        { "UnitPlace", Effect.Writes, "`.mathesar-setup/apply-units.json`" },
        { "UnitRuntime", Effect.Writes, "`.mathesar-setup/apply-units.json`" },
        { "KeyRotation", Effect.Writes, "`.mathesar-setup/rotate-key.json`" },
        { "KubePlace", Effect.Writes, "`.mathesar-setup/apply-cluster.json`" },
        { "KubeRuntime", Effect.Writes, "`.mathesar-setup/apply-cluster.json`" },
        { "FoundHost", Effect.Writes, "forward it is `install.sh` that puts them there" },
        { "HostRuntime", Effect.Writes, "`.mathesar-setup/apply-host.json`" },
        { "HostSystem", Effect.Writes, "`.mathesar-setup/apply-host.json`" },
        { "HostUndo", Effect.Writes, "units, link, settings and the proxy's site as they were before" },
        { "OwnedFile", Effect.Writes, "units, link, settings and the proxy's site as they were before" },
        { "ProgramHost", Effect.Writes, "`/etc/systemd/system` and `systemd.directory`" },
        { "ReleaseDownload", Effect.Writes, "`.mathesar-setup/downloads/`" },
        { "RenderedChart", Effect.Writes, "a folder of its own among the system's temporary ones" },
        { "LibC", Effect.Writes, "files take the owner of the mounted folder" },
        { "DraftStore", Effect.Writes, "`$XDG_STATE_HOME/mathesar-setup/draft-*.json`" },
        { "FirstBootMark", Effect.Writes, "`.mathesar-setup/first-boot-done`" },
        { "HeldDirectory", Effect.Writes, "`$XDG_STATE_HOME/mathesar-setup/draft-*.open`" },
        { "InternalRecords", Effect.Writes, "`.mathesar-setup/records-*.dump`" },
        { "PlannedUpgrade", Effect.Writes, "`.mathesar-setup/upgrade.json`" },
        { "UpgradeSettlement", Effect.Writes, "`.mathesar-setup/upgrade.json`" },
        { "KnownDirectories", Effect.Writes, $"`$XDG_STATE_HOME/mathesar-setup/{App.Opening.KnownDirectories.Name}`" },
        { "BrowserOpening", Effect.Writes, "`~/mathesar-setup-<random>.html`" },
    };

    public enum Effect
    {
        Starts,
        RunsInContainer,
        Connects,
        Listens,
        Writes,
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void The_page_tells_what_a_type_does(string type, Effect effect, string words) =>
        Assert.True(s_page.Contains(words, StringComparison.Ordinal), $"{type} {effect}: {words}");

    [Theory]
    [InlineData(Effect.Starts)]
    [InlineData(Effect.RunsInContainer)]
    [InlineData(Effect.Connects)]
    [InlineData(Effect.Listens)]
    [InlineData(Effect.Writes)]
    public void No_other_type_does_it(Effect effect)
    {
        var known = Effects.Select(row => row.Data).Where(row => row.Item2 == effect).Select(row => row.Item1);
        var found = CompiledCalls.OfTheProgram.Where(call => Calls(effect).IsMatch(call.Called)).Select(call => call.Caller.Split('.')[^1]);
        Assert.Equal(known.Order(StringComparer.Ordinal), found.Except(s_readers).Where(type => !IsOwn(type, effect)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_stands_on_the_page() => Assert.All(HostCommand.All.Select(command => command.ToString()), command => Assert.Contains(
        $"`{command.Replace("docker-credential-", "docker-credential-<name>", StringComparison.Ordinal)}`", s_page, StringComparison.Ordinal));

    [Fact]
    public void Every_command_is_in_the_list_of_all() => Assert.Equal(
        typeof(HostCommand).GetFields().Select(field => field.GetValue(null)).OfType<HostCommand>(), HostCommand.All);

    [Fact]
    public void Every_check_that_reaches_out_stands_on_the_page() =>
        Assert.All(KnownChecks.All.Where(c => c.ReachesOut), check => Assert.Contains($"check *{check.Title}*", s_page, StringComparison.Ordinal));

    [Fact]
    public void Everything_in_the_memory_of_a_directory_stands_on_the_page()
    {
        var constants = typeof(InstallDirectory).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Where(f => f.IsLiteral);
        var names = constants.Select(f => f.GetRawConstantValue()).OfType<string>().Where(text => MemoryName().IsMatch(text)).Distinct().ToArray();
        Assert.True(names.Length > 10, string.Join(' ', names));
        Assert.All(names, name => Assert.True(IsTold(name.Split('/')[1]), name));
    }

    private static bool IsTold(string name) =>
        new[] { $"`.mathesar-setup/{name}`", $"`.mathesar-setup/{name}/`" }.Any(form => s_page.Contains(form, StringComparison.Ordinal))
        || (name.StartsWith("journal-", StringComparison.Ordinal) && IsTold("journal-*"));

    // What stands for one of its containers calls it.
    private static bool IsOwn(string type, Effect effect) => effect is Effect.RunsInContainer && type is ("ContainerShell" or "EngineShell");

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static Regex Calls(Effect effect) => effect switch
    {
        Effect.Starts => Starts(),
        Effect.RunsInContainer => RunsInContainer(),
        Effect.Connects => Connects(),
        Effect.Listens => Listens(),
        Effect.Writes => Writes(),
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };

    [GeneratedRegex(@"^System\.Diagnostics\.(Process\.Start|ProcessStartInfo\.\.ctor)$|^libc\.(exec|v?fork|posix_spawn|system)")]
    private static partial Regex Starts();

    [GeneratedRegex(@"\.(EngineConnection|IServiceShell)\.RunAsync$")]
    private static partial Regex RunsInContainer();

    // Clients of whatever library, and what is below them.
    [GeneratedRegex(
        @"(Client|ClientBuilder|MessageInvoker|DataSourceBuilder|NpgsqlConnection|WebSocket|Ping)\.\.ctor$"
        + @"|\.Sockets\.\w+\.(Connect|SendTo)(Async)?$|^System\.Net\.(Dns|WebRequest)\.|^libc\.connect")]
    private static partial Regex Connects();

    [GeneratedRegex(
        @"\.Sockets\.(Socket\.(Bind|Listen)|TcpListener\.\.ctor|UdpClient\.\.ctor)$"
        + @"|\.(HttpListener|NamedPipeServerStream)\.\.ctor$|\.KestrelServerOptions\.Listen\w*$|^libc\.(bind|listen)")]
    private static partial Regex Listens();

    [GeneratedRegex(
        @"^System\.IO\.File\.((Write|Append|Create|Move|Copy|Replace|Delete|Set|OpenWrite|OpenHandle|Encrypt|Decrypt)\w*|Open)$"
        + @"|^System\.IO\.(Directory|(File|Directory|FileSystem)Info)\.(Create|Delete|Move|Copy|Replace|Append|Open|Set|set_)\w*$"
        + @"|^System\.IO\.((FileStream|StreamWriter)\.\.ctor|RandomAccess\.Write|Path\.GetTempFileName)$"
        + @"|\.(ZipFile|ZipFileExtensions|TarFile|TarEntry)\.(Create|Extract)\w*$"
        + @"|\.Engine\.Files\.Disk\.\.ctor$|^libc\.(rename|fchown|unlink|link|symlink|mkdir|chmod|chown|truncate|write)")]
    private static partial Regex Writes();

    [GeneratedRegex(@"^\.mathesar-setup/[\w.-]+")]
    private static partial Regex MemoryName();
}
