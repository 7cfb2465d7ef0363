using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;
using MathesarSetup.Targets.Kubernetes;

namespace MathesarSetup.Targets.Helm;

/// <summary>A Helm chart that is the same for everybody, with one installation's values beside it.</summary>
public sealed class HelmTarget : ITarget
{
    private const string ValuesName = "values.yaml";
    private const string SecretValuesName = "values.secret.yaml";

    public TargetKind Kind => TargetKinds.Helm;

    public FileSet Render(Plan plan)
    {
        var cluster = new ClusterPlan(plan);
        return new(
            [
                new(ValuesName, HelmValues.Open(cluster).Write(Header(cluster)), "Your values for the chart, without secrets."),
                .. cluster.HasOwnSecret ? ImmutableArray<GeneratedFile>.Empty : [SecretValues(cluster)],
                .. HelmChart.Files,
            ], [.. ClusterFindings.Of(cluster), .. KeptValidator.Check(plan.Answers)]);
    }

    public Instructions Instructions(Plan plan)
    {
        var cluster = new ClusterPlan(plan);
        return new(
            Start: ClusterCommands.Start(cluster,
                $"kubectl create namespace {cluster.Namespace} --dry-run=client --output yaml | kubectl apply --filename -", Install(cluster)),
            Stop: ClusterCommands.Stop(cluster),
            Logs: ClusterCommands.Logs(cluster),
            Update: $"{Install(cluster)} && {ClusterCommands.Restart(cluster)}",
            Backup: ClusterCommands.Backup(cluster),
            Remove: $"helm uninstall {cluster.Name} --namespace {cluster.Namespace}")
        {
            Restore = ClusterCommands.Restore(cluster, Install(cluster)),
        };
    }

    public Recognition Knows(ImportRequest request) => HelmImport.Knows(request);

    public ImportReading Read(ImportRequest request) => HelmImport.Read(this, request);

    public Installed? Observe(ImportRequest request) => HelmImport.Whole(request);

    public ChartSet Chart(Plan plan)
    {
        var cluster = new ClusterPlan(plan);
        return new ChartSet(ClusterSets.Of(cluster, []), HelmChart.Folder, [ValuesName], cluster.HasOwnSecret ? null : SecretValuesName,
            Install(cluster));
    }

    private static GeneratedFile SecretValues(ClusterPlan cluster) =>
        new(SecretValuesName, HelmValues.Secret(cluster)
            .Write("The secret values for the chart, readable by its owner alone: keep it out of repositories.\n"
                + "Pods get a changed value when they start anew: kubectl rollout restart."),
            "Your secret values for the chart.")
        {
            Mode = GeneratedFile.Private,
        };

    private static string Install(ClusterPlan cluster) =>
        $"helm upgrade --install {cluster.Name} ./{HelmChart.Folder} --namespace {cluster.Namespace} --create-namespace --values "
            + $"{ValuesName}{(cluster.HasOwnSecret ? "" : $" --values {SecretValuesName}")}";

    private static string Header(ClusterPlan cluster) =>
        $"""
        Mathesar {cluster.Plan.Release}, to be opened at {cluster.Plan.Url}

         {Install(cluster)}

        Values of the chart {HelmChart.Folder}/, whose own values.yaml explains every one. Secrets stand in {SecretValuesName}.
        """;
}
