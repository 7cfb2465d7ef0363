using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Tests.Running;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>An installation of units on a machine with a real systemd and Podman, with stand-ins for images.</summary>
internal sealed class UnitInstallation : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly UnitMachine _machine;
    private readonly bool _forRoot;
    private readonly string _version;

    public UnitInstallation(UnitMachine machine, Draft draft, string name, int port, string version = "5.4", bool isWritten = true)
    {
        (_machine, Name, Port, _version) = (machine, name, port, version);
        Draft = draft
            .With("install.name", name)
            .With("target", "podman")
            .With("podman.version", version)
            .With("access.port", port.ToString(CultureInfo.InvariantCulture))
            .With("mathesar.image", StandIns.Mathesar(draft.Read().Answers.Get(RunSettings.Version).ToString()))
            .With("database.image", StandIns.Postgres);
        _forRoot = Draft.Read().Answers.Get(PodmanSettings.AsRoot);
        if (isWritten)
        {
            Write(Draft);
        }
    }

    public Draft Draft { get; set; }

    public string Name { get; }

    public int Port { get; }

    /// <summary>Where it lies on the machine, under a name that hurts.</summary>
    public string Directory => $"{SystemdMachine.Home}/it's \"my\" $HOME {Name}";

    /// <summary>Generates the files of a draft and copies them to the machine.</summary>
    public void Write(Draft draft)
    {
        Draft = draft;
        var setup = Setup.Of(draft);
        Assert.DoesNotContain(setup.Findings, f => f.Severity is Severity.Error);
        var local = _directory.At("files");
        Assert.True(InstallDirectory.Open(local).Write(new([.. setup.Files], []), force: true).Succeeded);
        _machine.Run(forRoot: false, "mkdir", "-p", Directory).Successful();
        _machine.Copy(local, Directory);
    }

    /// <summary>
    /// Lets this program install a draft there, as the user whose units they are. SIGKILL ends it before its step <paramref name="killAt"/> (from 1;
    /// 0 for never). It prints how it ended, with what it found.
    /// </summary>
    /// <param name="patience">How many seconds it waits for what starts.</param>
    /// <param name="by">A command that runs it, which follows as its arguments.</param>
    public Outcome Apply(Draft draft, int killAt = 0, bool? asRoot = null, int patience = 120, params string[] by)
    {
        _machine.BringProgram();
        _machine.Run(forRoot: false, "mkdir", "-p", Directory).Successful();
        return _machine.Run(asRoot ?? _forRoot, [.. by, "env", $"{DrivenUnits.Order}={DrivenUnits.Say(draft, killAt, Directory)}",
            string.Create(CultureInfo.InvariantCulture, $"{DrivenUnits.Patience}={patience}"), $"{DrivenUnits.Podman}={_version}.1",
            SystemdMachine.Invariant, SystemdMachine.Dotnet, UnitMachine.Program]);
    }

    /// <summary>Lets this program bring it to another release, killed as soon as it tells some words; to no draft, settle what was cut off.</summary>
    public Outcome Upgrade(Draft wanted, string killAt = "") => Drive($"{DrivenUpgrade.Order}={DrivenUpgrade.Say(Draft, wanted, Directory)}",
        $"{DrivenUpgrade.KillWords}={killAt}");

    /// <summary>Lets this program remove it, killed before what it tells as this, or go on with that. It prints what stays.</summary>
    public Outcome Remove(RemovalDepth depth, int killAt = 0) =>
        Drive($"{DrivenRemoval.Order}={DrivenRemoval.Say(Draft, depth, killAt, Directory)}");

    /// <summary>Which release answers, and whether the tables are those that it knows; waits until it does.</summary>
    public string Fit()
    {
        string Ask() => _machine.Run(forRoot: true, "curl", "--silent", "--fail", $"http://127.0.0.1:{Port}/fit").Output.Trim();
        Eventually.Happens(() => Ask().Length > 0);
        return Ask();
    }

    /// <summary>Ends what a run left that was killed.</summary>
    public Outcome Recover() => Apply(Draft.Empty);

    /// <summary>Looks at it, stops, starts and hears it, as the wizard's first page does; prints how its services were each time.</summary>
    public Outcome Live() => Apply(Draft, DrivenUnits.Life);

    /// <summary>All that it has in place: units, secrets with their values, its link, what services were started with, and what runs.</summary>
    public string InPlace() => _machine.Run(_forRoot, "sh", "-c", """
        name=$1 conf=$2 dir=$3
        for file in "$conf"/containers/systemd/"$name"* "$conf"/mathesar-setup/"$name"*; do
          [ -e "$file" ] || [ -L "$file" ] || continue
          printf '%s %s\n' "$file" "$(readlink "$file")"
          [ -L "$file" ] || { stat -c %a "$file"; cat "$file"; }
        done
        podman secret ls --format '{{.Name}}' | grep "^$name[._]" | sort | while read -r secret; do
          printf '%s %s\n' "$secret" "$(podman secret inspect --showsecret --format '{{.SecretData}}' "$secret")"
        done
        find "$dir" -type f ! -path '*/.mathesar-setup/*' -exec sha256sum {} + | sort
        podman ps --format '{{.Names}} {{.Image}}' --filter "name=^$name" | sort
        """, "sh", Name, _forRoot ? "/etc" : $"{SystemdMachine.Home}/.config", Directory).Successful().Output;

    private Outcome Drive(params string[] orders)
    {
        _machine.BringProgram();
        return _machine.Run(_forRoot, ["env", .. orders, SystemdMachine.Invariant, SystemdMachine.Dotnet, UnitMachine.Program]);
    }

    public Outcome Install(params string[] verb) => Script("install.sh", verb);

    /// <summary>Runs a generated script as a person would.</summary>
    public Outcome Script(string name, params string[] verb) => _machine.Run(_forRoot, [$"{Directory}/{name}", .. verb]);

    /// <summary>Runs systemctl for whom the units belong to.</summary>
    public Outcome Systemctl(params string[] arguments) => _machine.Run(_forRoot, ["systemctl", _forRoot ? "--system" : "--user", .. arguments]);

    public Outcome Podman(params string[] arguments) => _machine.Run(_forRoot, ["podman", .. arguments]);

    /// <summary>Runs lines of Python within Mathesar's own program; what they say.</summary>
    public string Shell(string lines) => Podman("exec", Name, "python3", "manage.py", "shell", "-c", lines).Successful().Output.Trim();

    /// <summary>What systemd calls this life of a service.</summary>
    public string Life(string service) => Systemctl("show", "--property", "InvocationID", "--value", $"{service}.service").Successful().Output.Trim();

    /// <summary>Asks Mathesar: status and where it sends to.</summary>
    public string Ask(string path) => _machine.Run(forRoot: true, "curl", "--silent", "--output", "/dev/null", "--write-out",
        "%{http_code} %{redirect_url}", $"http://127.0.0.1:{Port}{path}").Output;

    /// <summary>The variables that Mathesar's web server has.</summary>
    public Dictionary<string, string> Environment() =>
        _machine.Run(forRoot: true, "curl", "--silent", $"http://127.0.0.1:{Port}/environment").Successful().Output
            .Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public void Dispose()
    {
        Install("remove");
        Podman(["volume", "rm", "--force", .. Setup.Of(Draft).Plan.Volumes.Select(v => $"{Name}_{v.Name}")]);
        _directory.Dispose();
    }
}
