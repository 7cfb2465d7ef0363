using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>The kinds of finding about bringing an installation about.</summary>
public static class ApplyFinding
{
    /// <summary>What the command line is told where others' values may be replaced.</summary>
    internal const string ReplaceOthers = "--accept-others-fields";

    /// <summary>What the command line is told where stored connections may be lost.</summary>
    internal const string LoseConnections = "--accept-lost-connections";

    public static readonly FindingKind Cancelled = FindingKind.Note("apply.cancelled",
        "The run was cancelled, and everything is as before.");

    public static readonly FindingKind ConnectionsLost = FindingKind.Warning("apply.connections-lost",
        "The secret key changes, or is another than the database's Mathesar had, so connections stored in Mathesar have to be "
            + "entered again. That was accepted.");

    public static readonly FindingKind CrashLoop = FindingKind.Error("apply.crash-loop",
        "A container ends as soon as it starts. Its last lines, and the findings before this one, say why.");

    public static readonly FindingKind DatabaseRenamed = FindingKind.Error("apply.database-renamed",
        "The database was made with another name or role, which cannot be renamed from here. Set it back.");

    public static readonly FindingKind DiskFull = FindingKind.Error("apply.disk-full",
        "The disk of the engine is full. Free some space and try again.");

    public static readonly FindingKind EngineRefused = FindingKind.Error("apply.engine-refused",
        "The engine refused a step, for the reason that the message gives.");

    public static readonly FindingKind FormerGone = FindingKind.Error("apply.former-gone",
        "A former container was removed by somebody, so it cannot run again. Apply once more to make it anew; its volumes are there.");

    public static readonly FindingKind HostName = FindingKind.Error("apply.host-name",
        "This Podman does not know the name host.docker.internal, with which containers reach the machine. Call your server "
        + "host.containers.internal.");

    public static readonly FindingKind HostRefused = FindingKind.Error("apply.host-refused",
        "Mathesar does not answer to a name that was given. Check access.hosts.");

    public static readonly FindingKind LostSecrets = FindingKind.Error("apply.lost-secrets",
        "There is a database already, and its password is not in the install directory. Put the former mathesar.secrets.yaml back, or choose "
        + "another name for the installation.");

    public static readonly FindingKind MountMissing = FindingKind.Error("apply.mount-missing",
        "A file or folder that a container needs is missing. Put it in place and try again.");

    public static readonly FindingKind NameInUse = FindingKind.Error("apply.name-in-use",
        "Another container took a name while the run was under way. Remove it, or choose another name for the installation.");

    public static readonly FindingKind NetworkMissing = FindingKind.Error("apply.network-missing",
        "The network that Mathesar shall join is not there. Start your proxy, which makes it, or make it by `docker network create`.");

    public static readonly FindingKind NetworkTaken = FindingKind.Error("apply.network-taken",
        "A network that Compose did not make has the name that Compose needs. Remove it, or choose another name for the installation.");

    public static readonly FindingKind NoSubnet = FindingKind.Error("apply.no-subnet",
        "The engine has no free range of addresses for a network. Remove networks that nobody needs, or give it more ranges.");

    public static readonly FindingKind NotCarried = FindingKind.Warning("apply.not-carried",
        "The Compose files say something of a service that its container does not have, and that apply does not bring there. The named "
            + "docker compose command does.");

    public static readonly FindingKind NotMade = FindingKind.Error("apply.not-made",
        "The Compose files say something of a service that apply cannot tell the engine, and there is no container to take it from. Run the named "
            + "docker compose command first.");

    public static readonly FindingKind NetworkShared = FindingKind.Error("apply.network-shared",
        "A container of your own uses the network of one that would be made anew, and would lose it. `docker compose up -d` makes both anew.");

    public static readonly FindingKind Unexplained = FindingKind.Error("apply.unexplained",
        "A container would lose a mount, a secret, a network or its start command, and neither a changed answer nor a changed file says why. "
            + "Accept it by --accept-changes-of, with the part that the message names.");

    public static readonly FindingKind ChangesAccepted = FindingKind.Warning("apply.changes-accepted",
        "A container loses something that no answer and no file explains. That was accepted.");

    public static readonly FindingKind NotReached = FindingKind.Warning("apply.not-reached",
        "Mathesar works, but an address does not answer from this machine. Look for a firewall, or a proxy that has no certificate yet.");

    public static readonly FindingKind NotSwept = FindingKind.Warning("apply.not-swept",
        "Everything is as wanted, but former containers could not be removed yet. Run the same command once more.");

    public static readonly FindingKind NotTakenBack = FindingKind.Error("apply.not-taken-back",
        "Something could not be brought back. Settle what the message says, then run the same command once more.");

    public static readonly FindingKind OtherPostgres = FindingKind.Error("apply.other-postgres",
        "The data was made by another major version of PostgreSQL. Set database.version back.");

    public static readonly FindingKind OtherTarget = FindingKind.Error("apply.other-target",
        "This target is started by its own commands, which the message names.");

    public static readonly FindingKind OtherVersion = FindingKind.Error("apply.other-version",
        "Another release of Mathesar wrote this data. An older one cannot read it; a newer one changes it, which this command could not take back: "
            + "README.md says how to upgrade.");

    public static readonly FindingKind OwnServices = FindingKind.Note("apply.own-services",
        "The Compose files have services of your own, which apply leaves alone. Start and change them with docker compose up -d.");

    public static readonly FindingKind PasswordLeft = FindingKind.Error("apply.password-left",
        "The database's password could not be set back. Set it by ALTER ROLE, as the message says.");

    public static readonly FindingKind PasswordUnchanged = FindingKind.Error("apply.password-unchanged",
        "PostgreSQL refused to change the password. Change it there, or set the former one again.");

    public static readonly FindingKind PasswordWrong = FindingKind.Error("apply.password-wrong",
        "The bundled database does not open with this password. It was made with another one; put that back.");

    public static readonly FindingKind PortInUse = FindingKind.Error("apply.port-in-use",
        "The engine could not open a port. Stop what holds it, or choose another.");

    public static readonly FindingKind ScriptEdited = FindingKind.Warning("apply.script-edited",
        "run.sh was edited by hand, and apply makes the containers without it. Run the script to have them as it says.");

    public static readonly FindingKind SecretKey = FindingKind.Error("apply.secret-key",
        "With another secret key, stored connections have to be entered again; an existing database may hold some too. "
            + "Put the former key back, or accept that by --accept-lost-connections.");

    public static readonly FindingKind Timeout = FindingKind.Error("apply.timeout",
        "A container did not become healthy in time. Its log says what it was doing; --timeout gives it longer.");

    public static readonly FindingKind Unclaimed = FindingKind.Error("apply.unclaimed",
        "Mathesar ran without an administrator, so it was stopped.");

    public static readonly FindingKind VolumesKept = FindingKind.Note("apply.volumes-kept",
        "A run that was taken back had made volumes. They stay; the message says how to delete them.");

    public static readonly FindingKind AdministratorStays = FindingKind.Note("apply.administrator-stays",
        "The database holds a Mathesar already. Its accounts stay, and no administrator is made.");

    public static readonly FindingKind OthersField = FindingKind.Error("apply.others-field",
        "Somebody else set a field in the cluster that the files have otherwise. Bring it into the files, or accept that it is replaced by "
            + "--accept-others-fields.");

    public static readonly FindingKind Context = FindingKind.Error("apply.context",
        "Nothing was sent to the cluster yet to which the kubeconfig leads. Say that it is meant, by --context with the name of its context.");

    public static readonly FindingKind LoginProgram = FindingKind.Error("apply.login-program",
        "The kubeconfig logs in by a program, which would be run. Accept that by --accept-login-program.");

    public static readonly FindingKind ReleaseUnknown = FindingKind.Error("apply.release-unknown",
        "Nothing tells which release wrote the data, and an older one cannot read it. "
            + "Start the former installation as it was, so that it can be asked.");

    public static readonly FindingKind ConnectionsLeft = FindingKind.Error("apply.connections-left",
        "The passwords that Mathesar stores could not be set back. Start Mathesar and its database as they were, then "
            + "run the same command once more.");

    public static readonly FindingKind SecretsKept = FindingKind.Note("apply.secrets-kept",
        "A run that was taken back had begun with new secrets. They stay in mathesar.secrets.yaml, because a database may hold them.");

    public static readonly FindingKind SecretsTried = FindingKind.Note("apply.secrets-tried",
        "A run that was taken back had replaced secrets. The former ones are back, and those that it tried stay aside.");

    public static readonly FindingKind DataUnfinished = FindingKind.Note("apply.data-unfinished",
        "PostgreSQL was stopped while it made its data. Remove the volume that is named before the next run.");

    public static readonly FindingKind ServerNotMoved = FindingKind.Warning("apply.server-not-moved",
        "Mathesar stores connections to the former place of its database, and they were left as they are. "
            + "Connect those databases anew where they moved too.");

    public static readonly FindingKind ConnectionsUnchanged = FindingKind.Error("apply.connections-unchanged",
        "The passwords that Mathesar stores could not follow a new one. The message says what Mathesar answered.");
}
