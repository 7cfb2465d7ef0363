using MathesarSetup.Engine.Tests.Podman;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>A machine without containers, with the program of these tests in its hands.</summary>
public sealed class ProgramMachine : IDisposable
{
    public ProgramMachine()
    {
        // Of .../shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll.
        var root = Path.GetFullPath(Path.Join(Path.GetDirectoryName(typeof(object).Assembly.Location), "../../.."));
        Host.Copy(Path.Join(root, "host"), "/opt/dotnet/host");
        Host.Copy(Path.Join(root, "shared"), "/opt/dotnet/shared");
        Host.Copy(AppContext.BaseDirectory, Path.GetDirectoryName(UnitMachine.Program)!);
        Host.Put(Path.Join(root, "dotnet"), SystemdMachine.Dotnet);
        Host.AsRoot("chmod", "-R", "a+rX", "/opt").Successful();
        Host.AsRoot("loginctl", "enable-linger", HostMachine.User).Successful();
    }

    internal HostMachine Host { get; } = new();

    public void Dispose() => Host.Dispose();
}
