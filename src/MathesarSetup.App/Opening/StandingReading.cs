using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Opening;

/// <summary>Looks in a directory for secrets that the answers lack, before any is made anew.</summary>
internal static class StandingReading
{
    /// <param name="answers">The answers as their own files say them.</param>
    /// <param name="secretHalf">The secret ones of them as their file in the directory says them.</param>
    public static StandingSecrets At(string directory, Draft answers, Draft secretHalf) =>
        Directory.Exists(directory) && (secretHalf.Texts.IsEmpty || StandingSecrets.Missing(answers) is not [])
            ? StandingSecrets.Of(InstallDirectory.Open(directory).Standing(Setup.Of(answers).Files.Select(static f => f.Path)), answers)
            : StandingSecrets.None;
}
