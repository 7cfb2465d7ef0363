namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>Tests that give this process a kubeconfig, and programs to find, and take both back.</summary>
public abstract class KubeTests : IDisposable
{
    /// <summary>The namespace of the installation.</summary>
    protected const string Place = "mathesar";

    /// <summary>The variable that leads Helm past a kubeconfig.</summary>
    protected const string HelmElsewhere = "HELM_KUBEAPISERVER";

    private readonly string? _formerConfig = Environment.GetEnvironmentVariable("KUBECONFIG");

    /// <summary>Where programs were looked for before.</summary>
    protected string? FormerPath { get; } = Environment.GetEnvironmentVariable("PATH");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", _formerConfig);
        Environment.SetEnvironmentVariable("PATH", FormerPath);
        Environment.SetEnvironmentVariable(HelmElsewhere, null);
        GC.SuppressFinalize(this);
    }
}
