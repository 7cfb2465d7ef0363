using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The scripts that a cluster mounts into Mathesar's pods. They hold no answer.</summary>
internal static class ClusterScripts
{
    /// <summary>Where the scripts appear.</summary>
    public const string Folder = "/opt/mathesar-setup";

    public const string UnderLockName = "under-lock.py";

    public const string PrepareName = "prepare.sh";

    public const string ServeName = "serve.sh";

    /// <summary>Runs a program under a lock of PostgreSQL's, so that several pods can start at the same time.</summary>
    public static string UnderLock { get; } = EmbeddedFile.Text("Targets/Kubernetes/Scripts/under-lock.py");

    public static string[] Prepare => ["python3", $"{Folder}/{UnderLockName}", "bash", $"{Folder}/{PrepareName}"];

    public static string[] Serve => ["bash", $"{Folder}/{ServeName}"];
}
