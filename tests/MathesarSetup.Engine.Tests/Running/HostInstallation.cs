using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Tests.Podman;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// An installation on a machine without containers: generated, written by the engine's own writer, and copied there beside the release's stand-in.
/// </summary>
internal sealed class HostInstallation
{
    /// <summary>Where the files of the release lie on the machine.</summary>
    public const string Downloads = "/srv/downloads";

    private readonly HostMachine _machine;

    /// <param name="isWritten">Whether its files are written already, and not by who installs it.</param>
    public HostInstallation(HostMachine machine, Draft draft, string files, bool isWritten = true)
    {
        (_machine, Files) = (machine, files);
        Setup = Setup.Of(draft.With(RunSettings.Target, "systemd"));
        Assert.DoesNotContain(Setup.Findings, f => f.Severity is Severity.Error);
        using var directory = new TemporaryDirectory();
        if (isWritten)
        {
            Assert.True(InstallDirectory.Open(directory.At("files")).Write(new([.. Setup.Files], [])).Succeeded);
            machine.Copy(directory.At("files"), files, IsForOneUser ? HostMachine.User : "root");
        }

        ReleaseStandIn.Pack(Directory.CreateDirectory(directory.At("downloads")).FullName, Setup.Plan.Release.ToString());
        machine.Copy(directory.At("downloads"), Downloads);
        machine.AsRoot("chmod", "-R", "u=rwX,go=rX", Downloads).Successful();
    }

    public Setup Setup { get; }

    /// <summary>Where the generated files lie on the machine.</summary>
    public string Files { get; }

    public string Name => Setup.Plan.Name;

    public bool IsForOneUser => Setup.Plan.Place!.ForOneUser;

    /// <summary>Where the program lies on the machine.</summary>
    public string Program => Setup.Plan.Place!.Directory.Replace("~", HostMachine.Home, StringComparison.Ordinal);

    /// <summary>Runs a command as who installs: root, or the user.</summary>
    public Outcome Run(params string[] command) => IsForOneUser ? _machine.AsUser(command) : _machine.AsRoot(command);

    /// <summary>
    /// Lets this program install a draft there, as the user whom it belongs to. It prints how it ended, with what it found.
    /// </summary>
    /// <param name="killAt">SIGKILL ends it before this step, from 1; 0 for never.</param>
    /// <param name="more">Further variables of the form NAME=VALUE.</param>
    public Outcome Apply(Draft draft, int killAt = 0, params string[] more)
    {
        Run("mkdir", "-p", Files).Successful();
        return Run(["env", $"{DrivenHosts.Order}={DrivenUnits.Say(draft, killAt, Files)}",
            $"MATHESAR_DOWNLOADS={Downloads}", SystemdMachine.Invariant, .. more, SystemdMachine.Dotnet,
            UnitMachine.Program]);
    }

    /// <summary>Lets this program remove it, killed before what it tells as this, or go on with that. It prints what stays.</summary>
    public Outcome Remove(Draft draft, RemovalDepth depth, int killAt = 0) =>
        Run("env", $"{DrivenRemoval.Order}={DrivenRemoval.Say(draft, depth, killAt, Files)}", SystemdMachine.Invariant, SystemdMachine.Dotnet,
            UnitMachine.Program);

    /// <summary>All that it has in place but its data and its program: units, links, settings with their owners, files, what runs.</summary>
    public string InPlace() => Run("bash", "-c", """
        name=$1 root=$2 files=$3 units=$4 flag=$5
        for unit in "$units/$name.service" "$units/$name-db.service"; do
          [ -e "$unit" ] || continue
          stat -c '%n %a' "$unit"; cat "$unit"
        done
        find "$units" -type l -name "$name*" -printf '%p %l\n' | sort
        readlink "$root/current"
        find "$root/current/" -maxdepth 1 -type f \( -name .env -o -name '*.yml' -o -name start.sh \) -printf '%p %u:%g %m\n' \
          -exec sha256sum {} + 2>/dev/null | sort
        ls -d "$root"/.switch "$root"/.changed 2>/dev/null
        find "$files" -type f ! -path '*/.mathesar-setup/*' ! -name 'mathesar-*.sha256' -exec sha256sum {} + | sort
        systemctl $flag is-active "$name" "$name-db"
        true
        """, "bash", Name, Program, Files,
        IsForOneUser ? $"{HostMachine.Home}/.config/systemd/user" : "/etc/systemd/system", IsForOneUser ? "--user" : "--system")
        .Successful().Output;

    /// <summary>Runs the installation's script and says how it ended.</summary>
    public Outcome Install(params string[] arguments) => Install($"MATHESAR_DOWNLOADS={Downloads}", arguments);

    /// <summary>The same with a variable of the form NAME=VALUE.</summary>
    public Outcome Install(string variable, string[] arguments) =>
        Run(["env", $"MATHESAR_DOWNLOADS={Downloads}", variable, $"{Files}/install.sh", .. arguments]);

    /// <summary>The same where the Python packages of the release cannot be had.</summary>
    public Outcome InstallWithoutPackages() =>
        Run("env", $"MATHESAR_DOWNLOADS={Downloads}", "UV_DEFAULT_INDEX=http://127.0.0.1:9/", $"{Files}/install.sh");

    /// <summary>Which release answers, and whether the tables are those that it knows; waits until it does.</summary>
    public string Fit()
    {
        HostTests.Wait(() => Status("/fit") == "200");
        return _machine.AsRoot("curl", "-s", Url("/fit")).Successful().Output;
    }

    /// <summary>Runs SQL in Mathesar's own database, beside Mathesar.</summary>
    public string Query(string sql) => Run("sh", "-c", """
        set -a; . "$1/.env"; set +a
        PGPASSWORD=$POSTGRES_PASSWORD exec psql -XqAt -v ON_ERROR_STOP=1 -h "$2/socket" -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "$3"
        """, "sh", Files, Program, sql).Successful().Output;

    public Outcome Uninstall(params string[] arguments) => Run([$"{Files}/uninstall.sh", .. arguments]);

    public Outcome Systemctl(params string[] arguments) => Run(["systemctl", .. IsForOneUser ? ["--user"] : Array.Empty<string>(), .. arguments]);

    /// <summary>Whether Mathesar's unit is active, such as <c>active</c> or <c>inactive</c>.</summary>
    public string State => Systemctl("is-active", Name).Output.Trim();

    public string MainProcess => Systemctl("show", "--property", "MainPID", "--value", Name).Output.Trim();

    /// <summary>The status of what Mathesar answers, such as <c>200</c>; <c>000</c> where nothing listens.</summary>
    public string Status(string path) => _machine.AsRoot("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", Url(path)).Output;

    /// <summary>The variables that Mathesar's web server has.</summary>
    public Dictionary<string, string> Environment() => _machine.AsRoot("curl", "-sf", Url("/environment")).Successful().Output
        .Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private string Url(string path) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Setup.Plan.Web.Ports[0].Machine}{path}");
}
