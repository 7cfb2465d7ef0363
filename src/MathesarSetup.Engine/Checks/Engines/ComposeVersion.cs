using System.ComponentModel;
using System.Diagnostics;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Asks for the version of Compose, as a plugin or as a program of its own.</summary>
internal static class ComposeVersion
{
    private static readonly (string Program, string[] Arguments)[] s_ways =
        [("docker", ["compose", "version", "--short"]), ("docker-compose", ["version", "--short"])];

    /// <summary>Such as <c>2.26.1</c>; null when neither is there.</summary>
    public static async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        foreach (var (program, arguments) in s_ways)
        {
            if (await AskAsync(program, arguments, cancellation) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    private static async Task<string?> AskAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                var said = (await process.StandardOutput.ReadToEndAsync(cancellation)).Trim().TrimStart('v');
                await process.WaitForExitAsync(cancellation);
                return process.ExitCode == 0 && Version.TryParse(said.Split('-', '+')[0], out _) ? said : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception)
        {
            // There is no such program.
            return null;
        }
    }
}
