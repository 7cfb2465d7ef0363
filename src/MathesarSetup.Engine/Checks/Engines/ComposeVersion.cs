using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Asks for the version of Compose, as a plugin or as a program of its own.</summary>
internal static class ComposeVersion
{
    /// <summary>Such as <c>2.26.1</c>; null when neither is there.</summary>
    public static async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        foreach (var program in ComposeProgram.Usual)
        {
            if (await ReadAsync(program, cancellation) is { } said)
            {
                return said;
            }
        }

        return null;
    }

    /// <summary>The version of one of them; null when it is not there.</summary>
    public static async Task<string?> ReadAsync(ComposeProgram program, CancellationToken cancellation) =>
        await ChildProgram.RunAsync(HostCommand.ComposeVersion.By(program.File, program.Arguments), new(), cancellation) is { ExitCode: 0 } result
        && result.Output.Trim().TrimStart('v') is var said && Version.TryParse(said.Split('-', '+')[0], out _) ? said : null;
}
