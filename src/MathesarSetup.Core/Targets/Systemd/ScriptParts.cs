using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines that <c>install.sh</c> and <c>uninstall.sh</c> share.</summary>
internal static class ScriptParts
{
    public static string Preamble { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/shared-preamble.sh");

    public static string State { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/shared-state.sh");

    public static string Speaking { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/shared-speaking.sh");

    public static string Rights { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/shared-rights.sh");

    public static string Program { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/shared-program.sh");

    public static string FormerLayout { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/shared-former-layout.sh");
}
