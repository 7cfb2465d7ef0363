using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>Who says what stands, beside the checks.</summary>
/// <param name="Answers">What the rules over the answers say.</param>
/// <param name="Directory">Holds the files against the directory.</param>
/// <param name="Engine">Holds what is wanted against the engine, by decisions about files and accepted losses.</param>
internal sealed record ReadinessSources(Func<ImmutableArray<Finding>> Answers, Func<DirectoryLook> Directory,
    Func<Decisions, Acceptance, CancellationToken, Task<EngineLook>> Engine)
{
    public static ReadinessSources Of(WizardSession session, Installer installer) => new(() => session.Setup.Findings, session.LookAtDirectory,
        async (decided, accepted, cancellation) =>
        {
            var changes = await installer.LookAsync(decided, accepted, cancellation);
            return new EngineLook(installer.Search!, changes, decided);
        });
}
