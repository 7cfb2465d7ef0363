using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that give everything to systemd and to the machine's proxy, and start it.</summary>
internal static class UnitPart
{
    public static string Units { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-units.sh");

    public static string Start { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-start.sh");

    public static string Site { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-site.sh");

    public static string Caddy { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-caddy.sh");

    public static string Nginx { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-nginx.sh");

    public static string Main { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-main.sh");

    public static string Loop { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/unit-loop.sh");
}
