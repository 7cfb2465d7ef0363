using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What the plan means in a cluster: the one place where manifests and Helm's values come from.</summary>
internal sealed class ClusterPlan
{
    // A form that cannot be cut in two has no place in a cluster: a finding refuses it, and it is shown without its scripts.
    private static readonly ScriptHalves s_none = new("", "");

    public ClusterPlan(Plan plan)
    {
        Plan = plan;
        Answers = plan.Answers;
        Database = ClusterDatabase.Of(plan);
        Configuration = [.. plan.Web.Environment.Where(e => !e.IsSecret).Select(e => e.AddressOf is null ? e : e with { Value = Database!.Address })];
        Secrets = [.. plan.Web.Environment.Where(e => e.IsSecret && !e.MayBeMissing), .. HiddenPassword(plan)];
        FirstPassword = plan.Web.Environment.FirstOrDefault(e => e.MayBeMissing);
        SecretFiles = [.. plan.Files.Where(f => f.IsMounted && f.IsSecret)];
        Scripts = (plan.Web.Start as StartCommand.Script)?.Halves ?? s_none;
    }

    public Plan Plan { get; }

    public Answers Answers { get; }

    /// <summary>The name of the main objects, and the prefix of the others.</summary>
    public string Name => Plan.Name;

    public string Namespace => Answers.Get(KubernetesSettings.Namespace);

    public string Image => Plan.Web.Image!.Text;

    /// <summary>The PostgreSQL that runs here; null for a server of the user's.</summary>
    public ClusterDatabase? Database { get; }

    /// <summary>Mathesar's variables that are no secret.</summary>
    public ImmutableArray<EnvironmentEntry> Configuration { get; }

    /// <summary>Mathesar's secret variables, apart from <see cref="FirstPassword"/>.</summary>
    public ImmutableArray<EnvironmentEntry> Secrets { get; }

    /// <summary>The administrator's first password, which only the set-up gets.</summary>
    public EnvironmentEntry? FirstPassword { get; }

    /// <summary>Files that hold secrets, such as <c>sso.yml</c>.</summary>
    public ImmutableArray<PlannedFile> SecretFiles { get; }

    public ScriptHalves Scripts { get; }

    public bool HasOwnSecret => Answers.Get(KubernetesSettings.ExistingSecret).Length > 0;

    public string SecretName => HasOwnSecret ? Answers.Get(KubernetesSettings.ExistingSecret) : Name;

    /// <summary>The Secret with which images are fetched; empty for none.</summary>
    public string PullSecret => Answers.Get(KubernetesSettings.PullSecret);

    /// <summary>The ConfigMap, made by the user, that holds the certificate of the database's authority; null when none is asked for.</summary>
    public string? AuthorityName => Answers.Get(DatabaseSettings.SslRootCertificate).Length > 0 ? $"{Name}-database-ca" : null;

    public int Replicas => Answers.Get(KubernetesSettings.Replicas);

    /// <summary>How many pods the cluster may add up to under load.</summary>
    public int MostReplicas => Replicas * 2;

    public int Port => Answers.Get(AccessSettings.Port);

    public string StorageClass => Answers.Get(KubernetesSettings.StorageClass);

    public string MediaAccess => Replicas > 1 ? "ReadWriteMany" : "ReadWriteOnce";

    public ClusterResources Resources => ClusterResources.Of(Plan.Web, Answers.Get(TuningSettings.Workers));

    /// <summary>The names that a way in answers to; none stands for every name, since an address cannot be one.</summary>
    public ImmutableArray<string> Hosts => Uri.CheckHostName(Plan.Url.Host) is not UriHostNameType.Dns ? [] :
    [
        .. Answers.Get(AccessSettings.Hosts).Items.Prepend(Plan.Url.Host)
            .Where(h => h.Any(char.IsAsciiLetter) && !h.Contains(':', StringComparison.Ordinal))
            .Select(h => h.StartsWith('.') ? $"*{h}" : h).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether pods start without this secret: a server of the user's may ask for no password.</summary>
    public bool IsOptional(EnvironmentEntry entry) => HasOwnSecret && Database is null && entry.From == DatabaseSettings.Password;

    /// <summary>The names of scripts with their texts.</summary>
    public ImmutableArray<(string Name, string Text, string About)> ScriptFiles =>
    [
        (ClusterScripts.UnderLockName, ClusterScripts.UnderLock,
            "Takes a lock in PostgreSQL, so that of several pods one sets up and the others wait for it."),
        (ClusterScripts.PrepareName, Scripts.Prepare, "Sets Mathesar up and makes the administrator, then ends."),
        (ClusterScripts.ServeName, Scripts.Serve, "Starts the web server of what is set up."),
    ];

    // A Secret of the user's may hold a password that was not told here.
    private IEnumerable<EnvironmentEntry> HiddenPassword(Plan plan) =>
        HasOwnSecret && plan.Database is null && !plan.Web.Environment.Any(e => e.From == DatabaseSettings.Password)
            ? [new(DatabaseSettings.Password.Variable!, "", DatabaseSettings.Password.Help, DatabaseSettings.Password)]
            : [];

    /// <summary>A short fingerprint of texts by name, so that pods are renewed when one of them changes.</summary>
    public static string Fingerprint(IEnumerable<(string Name, string Text)> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Concat(texts.OrderBy(t => t.Name, StringComparer.Ordinal)
                .Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name}={t.Text}\n"))))))[..12];
}
