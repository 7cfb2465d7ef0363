using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Common;

/// <summary>The lines of <c>run.sh</c> that are the same for everybody.</summary>
internal static class RunScriptParts
{
    public static string Preamble { get; } = EmbeddedFile.Text("Targets/Common/Scripts/preamble.sh");

    public static string Functions { get; } = EmbeddedFile.Text("Targets/Common/Scripts/functions.sh");

    public static string Join { get; } = EmbeddedFile.Text("Targets/Common/Scripts/join.sh");

    public static string Usage { get; } = EmbeddedFile.Text("Targets/Common/Scripts/usage.sh");
}
