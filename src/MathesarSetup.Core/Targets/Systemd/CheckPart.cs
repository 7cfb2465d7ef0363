using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that look before anything is done.</summary>
internal static class CheckPart
{
    public static string Functions { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/check-functions.sh");

    public static string Machine { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/check-machine.sh");

    public static string Cairo { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/check-cairo.sh");

    public static string Neighbours { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/check-neighbours.sh");

    public static string Release { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/check-release.sh");
}
