using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that download Mathesar and let its own installer work, beside the program that serves.</summary>
internal static class ProgramPart
{
    public static string Releases { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/program-releases.sh");

    public static string Download { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/program-download.sh");

    public static string Install { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/program-install.sh");

    public static string Step { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/program-step.sh");

    public static string Owners { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/program-owners.sh");
}
