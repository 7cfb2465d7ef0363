using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the answers about Mathesar's own database.</summary>
public static class DatabaseFinding
{
    public static readonly FindingKind DefaultPassword = FindingKind.Error("database.default-password",
        "This password stands in public documentation. Choose another, or let one be generated.");

    public static readonly FindingKind DefaultPasswordKept = FindingKind.Warning("database.default-password-kept",
        "An imported installation uses a password that stands in public documentation. Change it in PostgreSQL first, then here.");

    public static readonly FindingKind EmptyPassword = FindingKind.Warning("database.empty-password",
        "There is no password. That works only if the server trusts this machine, or asks for a certificate.");

    public static readonly FindingKind ForTrying = FindingKind.Warning("database.for-trying",
        "PostgreSQL inside Mathesar's container is for trying it: it cannot be backed up while it runs, and its version follows the image. For "
        + "data that matters run PostgreSQL beside it.");

    public static readonly FindingKind HashedPassword = FindingKind.Error("database.hashed-password",
        "PostgreSQL takes a password of this form for one that is hashed already, and then nobody can log in with it. Choose another.");

    public static readonly FindingKind ImageDiffers = FindingKind.Warning("database.image-differs",
        "The major version of the image is not the one that was answered, and the data is mounted as the answer wants it. Make them agree.");

    public static readonly FindingKind Localhost = FindingKind.Error("database.localhost",
        "Inside a container, localhost is the container itself. This machine is called host.docker.internal there.");

    public static readonly FindingKind NoAuthority = FindingKind.Error("database.no-authority",
        "verify-ca and verify-full compare the server's certificate with an authority that you trust. Name its certificate file, or choose "
        + "require.");

    public static readonly FindingKind NoHost = FindingKind.Error("database.no-host",
        "Say where your PostgreSQL server is: paste a connection URL, or type its host name.");

    public static readonly FindingKind NoPassword = FindingKind.Error("database.no-password",
        "PostgreSQL does not start without a password. Type one, or let one be generated.");

    public static readonly FindingKind PerUserRights = FindingKind.Note("database.per-user-rights",
        "The role has to be allowed to create databases and roles: ALTER ROLE ... CREATEDB CREATEROLE.");

    public static readonly FindingKind PercentInPassword = FindingKind.Warning("database.percent-in-password",
        "A password with % breaks Explorations in Mathesar (mathesar-foundation/mathesar#4501). Choose one without.");

    public static readonly FindingKind PlainText = FindingKind.Warning("database.plain-text",
        "The password and the data cross the network in the clear. Ask for encryption, unless the network is yours alone.");

    public static readonly FindingKind SocketTooEarly = FindingKind.Error("database.socket-too-early",
        "Mathesar reaches PostgreSQL over a Unix socket from 0.3.0 on. Choose a newer release, or connect over TCP.");

    public static readonly FindingKind UrlLeftOut = FindingKind.Note("database.url-left-out",
        "The connection URL says something to PostgreSQL's client for which Mathesar has no setting. It is left out; the message names the "
        + "variable.");

    public static readonly FindingKind VersionRange = FindingKind.Error("database.version-range",
        "This Mathesar release does not work with this PostgreSQL version. Choose one in its range.");
}
