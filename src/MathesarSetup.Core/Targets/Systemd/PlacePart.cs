using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that make user, directories and settings.</summary>
internal static class PlacePart
{
    public static string Work { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/place-work.sh");

    public static string Account { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/place-account.sh");

    public static string Linger { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/place-linger.sh");

    public static string Directory { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/place-directory.sh");

    public static string Environment { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/place-environment.sh");
}
