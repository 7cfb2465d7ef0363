using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.PlainText;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Mathesar without containers: its official release as a service of systemd, for the whole machine or for one user.</summary>
public sealed class SystemdTarget : ITarget
{
    /// <summary>The script that the unit runs.</summary>
    internal const string StartFile = "start.sh";

    internal const string UnitFolder = "units";

    public TargetKind Kind => TargetKinds.Systemd;

    public ImmutableArray<string> Folders => [UnitFolder, "proxy", "proxy-examples"];

    public ImmutableArray<string> FurtherFiles => [WrittenServices.InstallScript, StartFile];

    public FileSet Render(Plan plan)
    {
        var place = Place(plan);
        return new FileSet(
            [
                new GeneratedFile(WrittenServices.InstallScript, InstallScript.Write(plan,
                    place), "Installs and starts Mathesar, step by step. Holds no secret.") { Mode = GeneratedFile.Executable },
                new GeneratedFile("uninstall.sh", UninstallScript.Write(plan, place), "Removes it again; the data stays unless told otherwise.")
                {
                    Mode = GeneratedFile.Executable,
                },
                .. plan.Services.Where(s => s.Role is not ServiceRole.Proxy).Reverse()
                    .Select(s => new GeneratedFile($"{UnitFolder}/{UnitFile.NameOf(plan, s.Name)}", UnitFile.Write(plan, s, place),
                        $"What systemd has to know to run {(s.Role is ServiceRole.Web ? "Mathesar" : "PostgreSQL")}.")),
                new GeneratedFile(StartFile, Start(plan), "What the unit runs: the administrator first, then the web server."),
                new GeneratedFile(DotEnv.FileName, Environment(plan), "The variables of Mathesar, secrets among them.")
                {
                    Mode = GeneratedFile.Private,
                },
                .. plan.Database is null
                    ? [new GeneratedFile("role.sql", RoleSql.Write(plan.Answers), "SQL that makes role and database on your server.")
                    {
                        Mode = GeneratedFile.Private,
                    }]
                    : Array.Empty<GeneratedFile>(),
                .. PlannedFiles.Of(plan),
            ], [.. HostFindings.Of(plan), .. KeptValidator.Check(plan.Answers)]);
    }

    public Instructions Instructions(Plan plan)
    {
        var place = Place(plan);
        var sudo = place.ForOneUser ? "" : "sudo ";
        var flag = place.ForOneUser ? " --user" : "";
        var database = plan.Database is null ? null : Database(plan, place, sudo);
        return new(
            Start: $"{sudo}./install.sh",
            Stop: $"{sudo}systemctl{flag} stop {plan.Name}",
            Logs: $"journalctl{flag} --unit {plan.Name} --follow",
            Update: $"{sudo}./install.sh",
            Backup: database?.Backup ?? "",
            Remove: $"{sudo}./uninstall.sh")
        {
            Restore = database?.Restore($"{sudo}systemctl{flag} stop {plan.Name}", $"{sudo}./install.sh") ?? "",
        };
    }

    public Recognition Knows(ImportRequest request) => HostImport.Knows(request);

    public ImportReading Read(ImportRequest request) => HostImport.Read(this, request);

    public Installed? Observe(ImportRequest request) => HostImport.Whole(request);

    public string? InNoFile(string key) => key != RunSettings.Version.Key ? null
        : "mathesar.version changes nothing in your files: without containers no file says which release runs, the program itself does. Back up the "
            + "database, stop the service, run the installer of that release of Mathesar in the program's directory, and start the service again. "
            + "The answer notes the release that runs.";

    public Instructions InPlace(Plan plan, ImmutableArray<string> files)
    {
        var (rights, user) = Place(plan).ForOneUser ? ("", " --user") : ("sudo ", "");
        var restart = $"{rights}systemctl{user} daemon-reload && {rights}systemctl{user} restart {plan.Name}";
        return Instructions(plan) with
        {
            Start = restart,
            Stop = $"{rights}systemctl{user} stop {plan.Name}",
            Logs = $"{rights}journalctl{user} --follow --unit {plan.Name}",
            Update = restart,
        };
    }

    public IEnumerable<ImmutableArray<FoundFile>> Edits(EditRequest request) => HostEdits.Of(request);

    // A proxy is the machine's own, which serves this site beside others.
    public ServiceUnit Unit(Plan plan, Service service) => service is { Role: ServiceRole.Proxy, Runtime: Runtime.Host host }
        ? new ServiceUnit($"{host.Program}.service", IsUsers: false)
        : new ServiceUnit(UnitFile.NameOf(plan, service.Name), plan.Answers.Get(HostSettings.ForOneUser));

    public HostSet? Host(Plan plan) => plan.Place is { } place ? PlannedHost.Of(plan, place) : null;

    private static HostPlace Place(Plan plan) =>
        plan.Place ?? throw new InvalidOperationException("A plan for systemd says where programs of the machine lie.");

    // The socket asks for the password as the network would, and a command that nobody watches has no terminal to be asked on.
    private static DatabaseCommands Database(Plan plan, HostPlace place, string sudo)
    {
        var host = Sh.Command("--host", HostPath.InShell(place.Socket)).OnOneLine;
        return DatabaseCommands.Of(plan.Answers, command =>
        {
            var (program, options) = command.Split(' ', 2) is [var first, var rest] ? (first, rest) : (command, "");
            var path = Sh.Command(HostPath.InShell($"{place.Directory}/postgresql/{program}")).OnOneLine;
            return $"{sudo}sh -c {Sh.Quote($". ./.env && PGPASSWORD=\"$POSTGRES_PASSWORD\" exec {path} {host} {options}")}";
        });
    }

    private static string Start(Plan plan)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        CommentLines.Write(plan.Web.Start!.Why + " systemd gives it the variables of .env.", "# ", text);
        return text.Append(((StartCommand.Script)plan.Web.Start).Text).ToString();
    }

    private static string Environment(Plan plan)
    {
        var file = new HostEnvFile("The variables of Mathesar, readable by its owner alone. install.sh copies this file to where Mathesar reads it.\n"
            + "A value stands between single quotes; one that holds a single quote leaves them for it. Run ./install.sh after a change.");
        foreach (var entry in plan.Web.Environment)
        {
            file.Blank();
            if (HostPath.IsBelowHome(entry.Value))
            {
                file.Comment($"{entry.Name} is added by install.sh, because it lies below the home directory. {entry.Comment}");
            }
            else if (HostEnvFile.CanCarry(entry.Value))
            {
                file.Add(entry.Name, entry.Value, entry.Comment);
            }
        }

        return file.Write();
    }
}
