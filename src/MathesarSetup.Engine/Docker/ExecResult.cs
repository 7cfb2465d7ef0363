namespace MathesarSetup.Engine.Docker;

/// <summary>How a program inside a container ended.</summary>
internal sealed record ExecResult(long ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;
}
