using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>The kinds of finding about a machine on which Mathesar shall run without containers.</summary>
public static class MachineFinding
{
    public static readonly FindingKind LittleDisk = FindingKind.Warning("host.little-disk",
        "The machine's disk has less than 5 GB free. Free some space first.");

    public static readonly FindingKind NoCairo = FindingKind.Error("host.no-cairo",
        "The library cairo is missing, without which Mathesar does not start. Install libcairo2 or cairo.");

    public static readonly FindingKind NoDownloader = FindingKind.Error("host.no-downloader",
        "Neither curl nor wget is there to fetch Mathesar. Install curl.");

    public static readonly FindingKind NoLinger = FindingKind.Note("host.no-linger",
        "The user's services end with the last logout, until loginctl enable-linger lets them stay. install.sh does that.");

    public static readonly FindingKind NoRoom = FindingKind.Error("host.no-room",
        "The disk has less than 2 GB free, which the program alone takes. Free some space, or choose another directory.");

    public static readonly FindingKind NoSystemd = FindingKind.Error("host.no-systemd",
        "systemd does not run on the machine, so nothing would start Mathesar. Choose another way to run it.");

    public static readonly FindingKind NoTool = FindingKind.Error("host.no-tool",
        "A program that install.sh calls is missing. Install it.");

    public static readonly FindingKind NoUserManager = FindingKind.Error("host.no-user-manager",
        "systemd runs no services of this user at the moment, as happens after su or sudo. Log in as that user, and try again.");

    public static readonly FindingKind OldPython = FindingKind.Note("host.old-python",
        "Python is missing or older than 3.10. Mathesar's installer fetches one of its own.");

    public static readonly FindingKind OtherMathesar = FindingKind.Error("host.other-mathesar",
        "Another Mathesar is on PATH, and Mathesar's installer refuses to work beside it. Take it out of PATH, or remove it.");
}
