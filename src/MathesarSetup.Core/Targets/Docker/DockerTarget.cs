using MathesarSetup.Catalogue;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Docker;

/// <summary>Plain docker: <c>run.sh</c>, a POSIX script that calls docker, and one raw env file for each container.</summary>
public sealed class DockerTarget : ITarget
{
    // Stands in the commands for the directory in which the script is called.
    private const string ScriptDirectory = "\0PWD\0";

    public TargetKind Kind => TargetKinds.Docker;

    public FileSet Render(Plan plan) => new(RunFiles.Of(plan, RunEngine.Docker), []);

    public Instructions Instructions(Plan plan) => RunFiles.Commands(plan, RunEngine.Docker);

    public Recognition Knows(ImportRequest request) => DockerImport.Knows(request);

    public ImportReading Read(ImportRequest request) => DockerImport.Read(Kind, request);

    public ScriptedContainer Scripted(Plan plan, Service service, string directory) => new(
        RunCommand.Files(plan, service),
        [.. RunCommand.Of(plan, service, RunEngine.Docker).Meanings[3..]
            .Select(m => m.Replace(ScriptDirectory, directory, StringComparison.Ordinal))]);
}
