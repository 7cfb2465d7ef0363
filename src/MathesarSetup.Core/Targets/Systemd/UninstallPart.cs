using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>uninstall.sh</c> that are the same for everybody.</summary>
internal static class UninstallPart
{
    public static string Arguments { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-arguments.sh");

    public static string Units { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-units.sh");

    public static string Caddy { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-caddy.sh");

    public static string Nginx { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-nginx.sh");

    public static string Program { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-program.sh");

    public static string Data { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-data.sh");

    public static string Account { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/uninstall-account.sh");
}
