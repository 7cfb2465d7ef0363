using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>A running container in which programs are run, whatever runs it.</summary>
internal interface IRunningContainer
{
    /// <summary>Runs a program in it to its end. Variables carry what must not stand among arguments.</summary>
    /// <param name="isChanging">Whether the program changes something.</param>
    Task<ExecResult> RunAsync(
        ImmutableArray<string> command, ImmutableArray<string> variables, bool isChanging, CancellationToken cancellation);
}
