using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using k8s;
using k8s.KubeConfigModels;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What a kubeconfig says of the cluster that is meant, read without asking or running anything.</summary>
/// <param name="Config">All of it.</param>
/// <param name="Server">Its address, without a login that stands in it.</param>
/// <param name="Program">The program by which it logs in, without its arguments, which may hold a secret; null for none.</param>
internal sealed partial record KubeAccess(K8SConfiguration Config, string Context, string Server, string User, string? Program)
{
    /// <summary>Whether it checks whose certificate the server has.</summary>
    public bool IsVerified { get; private init; } = true;

    /// <summary>The contexts that lead to a cluster, by their names.</summary>
    public ImmutableArray<string> Contexts =>
        [.. Config.Contexts.Select(static c => c.Name).Where(name => !string.IsNullOrEmpty(name) && Of(Config, name).Access is not null)];

    /// <summary>kubectl as a person types it: with the context where that is not the current one.</summary>
    public static string Kubectl(string context) => $"kubectl{Leading("--context", context)}";

    /// <summary>What a person adds to a command of Helm's: the context where that is not the current one.</summary>
    public static string OfHelm(string context) => Leading("--kube-context", context);

    /// <summary>The files that are read, in the order of kubectl.</summary>
    public static FileInfo[] Files => (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named
        ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")])
        .Select(static path => new FileInfo(path)).ToArray();

    /// <summary>Where the kubeconfig of this machine leads, or why nowhere.</summary>
    /// <param name="context">The context to take; null for the current one.</param>
    [SuppressMessage("Design", "CA1031", Justification = "The reader of the client has no kinds of its own for what a file does to it.")]
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
        catch (Exception)
        {
            // Its text may hold a token, so what it says there stays unsaid.
            return (null, None($"The kubeconfig at {string.Join(", ", files.Select(static f => f.FullName))} cannot be read."));
        }
    }

    /// <summary>Where a context leads that somebody may have meant, for a kubeconfig without a current one; null where none leads anywhere.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The reader of the client has no kinds of its own for what a file does to it.")]
    public static KubeAccess? Any()
    {
        try
        {
            var config = Merged([.. Files.Where(static f => f.Exists)]);
            return (config.Contexts ?? []).Select(c => string.IsNullOrEmpty(c.Name) ? null : Of(config, c.Name).Access)
                .FirstOrDefault(static a => a is not null);
        }
        catch (Exception)
        {
            return null;
        }
    }

    // As kubectl merges them: of what stands in several, the first counts.
    private static K8SConfiguration Merged(FileInfo[] files)
    {
        var all = files.Where(static f => f.Length > 0).Select(static f => Located(KubernetesClientConfiguration.LoadKubeConfig(f), f)).ToArray();
        if (all is [])
        {
            return new K8SConfiguration();
        }

        all[0].CurrentContext = all.Select(static c => c.CurrentContext).FirstOrDefault(static c => !string.IsNullOrEmpty(c));
        all[0].Contexts = [.. all.SelectMany(static c => c.Contexts ?? [])];
        all[0].Clusters = [.. all.SelectMany(static c => c.Clusters ?? [])];
        all[0].Users = [.. all.SelectMany(static c => c.Users ?? [])];
        return all[0];
    }

    // A path in it goes from the file in which it stands.
    private static K8SConfiguration Located(K8SConfiguration config, FileInfo file)
    {
        string? Full(string? path) => string.IsNullOrEmpty(path) ? path : Path.GetFullPath(path, file.DirectoryName!);
        config.Contexts = [.. (config.Contexts ?? []).Where(static c => c is not null)];
        config.Clusters = [.. (config.Clusters ?? []).Where(static c => c?.ClusterEndpoint is not null)];
        config.Users = [.. (config.Users ?? []).Where(static u => u?.UserCredentials is not null)];
        foreach (var cluster in config.Clusters)
        {
            cluster.ClusterEndpoint.CertificateAuthority = Full(cluster.ClusterEndpoint.CertificateAuthority);
        }

        foreach (var credentials in config.Users.Select(static u => u.UserCredentials))
        {
            credentials.ClientCertificate = Full(credentials.ClientCertificate);
            credentials.ClientKey = Full(credentials.ClientKey);
            if (credentials.ExternalExecution is { } program)
            {
                program.Command = program.Command?.Contains('/', StringComparison.Ordinal) is true ? Full(program.Command) : program.Command;
                program.Arguments = program.Arguments?.Select(Quoted).ToList();
            }
        }

        return config;
    }

    // The client joins the arguments by spaces, and .NET takes the line apart again, by the rules of Windows.
    private static string Quoted(string? argument) =>
        $"\"{BeforeQuote().Replace(argument ?? "", static m => $"{m.Groups[1]}{m.Groups[1]}{(m.Groups[2].Length > 0 ? "\\\"" : "")}")}\"";

    [GeneratedRegex("""(?<1>\\*)(?<2>"|\z)""", RegexOptions.ExplicitCapture)]
    private static partial Regex BeforeQuote();

    private static string WithoutLogin(string server) => Uri.TryCreate(server, UriKind.Absolute, out var address) && address.UserInfo.Length > 0
        ? new UriBuilder(address) { UserName = "", Password = "" }.Uri.ToString()
        : server;

    private static (KubeAccess? Access, Finding? Problem) Of(K8SConfiguration config, string? chosen)
    {
        var name = chosen ?? config.CurrentContext;
        if (string.IsNullOrEmpty(name))
        {
            return (null, None("The kubeconfig has no current context."));
        }

        return config.Contexts?.FirstOrDefault(c => c.Name == name)?.ContextDetails is not { } context
            || config.Clusters?.FirstOrDefault(c => c.Name == context.Cluster)?.ClusterEndpoint is not { Server: { Length: > 0 } server } end
            ? (null, None($"The kubeconfig's context {name} leads to no cluster."))
            : (new KubeAccess(config, name, WithoutLogin(server), context.User ?? "",
                config.Users?.FirstOrDefault(u => u.Name == context.User)?.UserCredentials?.ExternalExecution?.Command)
            {
                IsVerified = !end.SkipTlsVerify,
            }, null);
    }

    private static string Leading(string option, string context) => Read().Access?.Context == context ? "" : $" {option} {Sh.Quote(context)}";

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
            throw new Apply.StepFailure(KubeFinding.Login.Say($"The kubeconfig's context {Context} could not be used: "
                + $"{problem.GetBaseException() switch
                {
                    FileNotFoundException or DirectoryNotFoundException => "a file that it names is not there",
                    FormatException or System.Security.Cryptography.CryptographicException => "a certificate or a key in it cannot be read",
                    _ => Program is null ? "its server or its login cannot be read" : $"its program {Program} gave no login",
                }}. Mend it, or log in anew, and see that kubectl --context {Sh.Quote(Context)} version answers."));
        }
    }
}
