using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Common;

/// <summary>What <c>Secret=</c> of Quadlet and <c>--secret</c> of podman say: <c>NAME[,type=env][,target=NAME]</c>.</summary>
internal static class PodmanSecret
{
    /// <summary>Whether it becomes a variable, and no file.</summary>
    public static bool IsVariable(string text) => text.Split(',').Contains("type=env");

    /// <summary>The variable that a secret becomes, or the file.</summary>
    public static string Target(string text) => text.Split(',').FirstOrDefault(static p => p.StartsWith("target=", StringComparison.Ordinal))
        is { } target ? target["target=".Length..] : text.Split(',')[0];

    /// <summary>The variable's value, which Podman alone knows.</summary>
    public static FoundText Held(string text, Place at) => new(text, at) { FilledInBy = $"the secret {text.Split(',')[0]} of Podman's holds it" };
}
