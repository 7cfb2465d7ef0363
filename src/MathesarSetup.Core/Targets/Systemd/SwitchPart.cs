using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that let another program serve, and that go back to the former one when it does not.</summary>
internal static class SwitchPart
{
    public static string Database { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/switch-database.sh");

    public static string Begin { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/switch-begin.sh");

    public static string Back { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/switch-back.sh");

    public static string End { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/switch-end.sh");
}
