using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Podman;

/// <summary>The lines of <c>install.sh</c> that are the same for everybody.</summary>
internal static class InstallScriptParts
{
    public static string Preamble { get; } = EmbeddedFile.Text("Targets/Podman/Scripts/preamble.sh");

    public static string User { get; } = EmbeddedFile.Text("Targets/Podman/Scripts/user.sh");

    public static string Root { get; } = EmbeddedFile.Text("Targets/Podman/Scripts/root.sh");

    public static string Functions { get; } = EmbeddedFile.Text("Targets/Podman/Scripts/functions.sh");

    public static string Usage { get; } = EmbeddedFile.Text("Targets/Podman/Scripts/usage.sh");
}
