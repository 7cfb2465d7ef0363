using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using MathesarSetup.Findings;
using YamlDotNet.Core;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What a kubeconfig says of the cluster that is meant, read without asking or running anything.</summary>
/// <param name="Config">All of it.</param>
/// <param name="Program">The program by which it logs in, with its arguments; null for none.</param>
internal sealed record KubeAccess(K8SConfiguration Config, string Context, string Server, string User, string? Program)
{
    /// <summary>The files that are read, in the order of kubectl.</summary>
    public static FileInfo[] Files => (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named
        ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")])
        .Select(static path => new FileInfo(path)).ToArray();

    /// <summary>Where the kubeconfig of this machine leads, or why nowhere.</summary>
    /// <param name="context">The context to take; null for the current one.</param>
    public static (KubeAccess? Access, Finding? Problem) Read(string? context = null)
    {
        var files = Files.Where(static f => f.Exists).ToArray();
        if (files is [])
        {
            return (null, None($"There is no kubeconfig at {string.Join(", ", Files.Select(static f => f.FullName))}."));
        }

        try
        {
            return Of(Merged(files), context);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or YamlException or KubeConfigException
            or InvalidOperationException or ArgumentException)
        {
            // Its text may hold a token, so what it says there stays unsaid.
            return (null, None($"The kubeconfig at {string.Join(", ", files.Select(static f => f.FullName))} cannot be read."));
        }
    }

    // As kubectl merges them: of what stands in several, the first counts.
    private static K8SConfiguration Merged(FileInfo[] files)
    {
        var all = files.Select(static f => KubernetesClientConfiguration.LoadKubeConfig(f)).ToArray();
        all[0].CurrentContext = all.Select(static c => c.CurrentContext).FirstOrDefault(static c => !string.IsNullOrEmpty(c));
        all[0].Contexts = [.. all.SelectMany(static c => c.Contexts ?? [])];
        all[0].Clusters = [.. all.SelectMany(static c => c.Clusters ?? [])];
        all[0].Users = [.. all.SelectMany(static c => c.Users ?? [])];
        return all[0];
    }

    private static (KubeAccess? Access, Finding? Problem) Of(K8SConfiguration config, string? chosen)
    {
        var name = chosen ?? config.CurrentContext;
        if (string.IsNullOrEmpty(name))
        {
            return (null, None("The kubeconfig has no current context."));
        }

        return config.Contexts?.FirstOrDefault(c => c.Name == name)?.ContextDetails is not { } context
            || config.Clusters?.FirstOrDefault(c => c.Name == context.Cluster)?.ClusterEndpoint?.Server is not { Length: > 0 } server
            ? (null, None($"The kubeconfig's context {name} leads to no cluster."))
            : (new KubeAccess(config, name, server, context.User ?? "",
                config.Users?.FirstOrDefault(u => u.Name == context.User)?.UserCredentials?.ExternalExecution
                    is { Command: { Length: > 0 } program } run ? string.Join(' ', [program, .. run.Arguments ?? []]) : null), null);
    }

    private static Finding None(string what) => KubeFinding.NoConfig.Say(
        $"{what} Put one at ~/.kube/config, or let KUBECONFIG name it, and choose a context: kubectl config use-context NAME.");

    /// <summary>The way to it; a program that logs in is run by this.</summary>
    /// <exception cref="Apply.StepFailure">There is none.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "The reader of the client has no kinds of its own for what a program or a file does to it.")]
    public KubeConnection Open()
    {
        try
        {
            var client = KubernetesClientConfiguration.BuildConfigFromConfigObject(Config, Context);
            client.HttpClientTimeout = TimeSpan.FromSeconds(60);
            return new KubeConnection(new k8s.Kubernetes(client), Server);
        }
        catch (Exception problem)
        {
            throw new Apply.StepFailure(KubeFinding.Login.Say($"The login of the kubeconfig's context {Context} could not be used"
                + $"{(Program is null ? "" : $", since its program {Program.Split(' ')[0]} gave none")}: {problem.GetType().Name}. Log in anew, "
                    + "and see that "
                + $"kubectl --context {Context} version answers."));
        }
    }
}
