using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>A change of release, which asks the program that runs in the end what it is.</summary>
internal sealed class ReleaseProof(IServiceControl control, Release wanted) : IReleaseChange
{
    private static readonly ShellCommand s_question =
        new("sh", "-c", "cd \"${MATHESAR_SETUP_PROGRAM:-/code}\" && exec python3 -c 'import mathesar; print(mathesar.__version__)'");

    public async Task ProveAsync(CancellationToken cancellation)
    {
        var said = await AskAsync(control, cancellation);
        if (said != wanted.Version)
        {
            throw new StepFailure(UpgradeFinding.OtherRelease.Say($"What runs now says that it is {said?.ToString(3) ?? "of no release"}, and "
                + $"{wanted} is wanted. The image is not what its name says."));
        }
    }

    /// <summary>The release that the running program says it is; null where it says none.</summary>
    public static async Task<Version?> AskAsync(IServiceControl control, CancellationToken cancellation)
    {
        await using var shell = await control.InsideAsync(ServiceRole.Web, cancellation);
        return await AskAsync(shell, cancellation);
    }

    /// <summary>The release of the program in a shell, whether or not it runs; null where it says none.</summary>
    public static async Task<Version?> AskAsync(IServiceShell shell, CancellationToken cancellation)
    {
        var end = await shell.RunAsync(s_question, cancellation);
        return end.Succeeded && CodeVersion.ReadAnswer(end.Output) is { } said ? Version.Parse(said) : null;
    }
}
