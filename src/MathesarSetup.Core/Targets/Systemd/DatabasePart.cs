using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> for a PostgreSQL of its own, and for one that is there already.</summary>
internal static class DatabasePart
{
    public static string Programs { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/database-programs.sh");

    public static string Cluster { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/database-cluster.sh");

    public static string Role { get; } = EmbeddedFile.Text("Targets/Systemd/Scripts/database-role.sh");
}
