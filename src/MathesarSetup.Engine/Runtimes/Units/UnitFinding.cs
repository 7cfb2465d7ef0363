using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>The kinds of finding about units of systemd that are put in place.</summary>
public static class UnitFinding
{
    public static readonly FindingKind OtherUser = FindingKind.Error("units.other-user",
        "The units are root's and this is an ordinary user, or the other way round. Run the program as that one, or change podman.user.");

    public static readonly FindingKind OtherPlace = FindingKind.Error("units.other-place",
        "This directory's installation has other units, with its data. Put the name and whose they are back, or choose another directory.");

    public static readonly FindingKind NoLinger = FindingKind.Error("units.no-linger",
        "Services of this user end with the last logout and do not start with the machine. Let them stay by loginctl enable-linger.");

    public static readonly FindingKind NoNumbers = FindingKind.Error("units.no-numbers",
        "This user has no further user numbers, without which Podman cannot unpack images. Give some by usermod --add-subuids.");

    public static readonly FindingKind InContainer = FindingKind.Error("units.in-container",
        "This program runs in a container, from which no unit of the machine can be made. Write the files, and run install.sh on the machine.");

    public static readonly FindingKind Edited = FindingKind.Error("units.edited",
        "A unit in its place is not what the install directory has, so it would be lost. Bring the change into the directory, or remove it there.");

    public static readonly FindingKind Missing = FindingKind.Error("units.missing",
        "A file that the services need is missing in the install directory. Put it back.");

    public static readonly FindingKind Failed = FindingKind.Error("units.failed",
        "A service did not start. Its last lines, and the findings before this one, say why.");
}
