using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What shall be in the cluster once the files are written: a person's edits of them count, as they do for kubectl.</summary>
internal sealed record WantedObjects(ClusterSet Set, ApplySet Mark, ImmutableArray<KubeObject> Objects, ImmutableArray<Finding> Problems)
{
    /// <summary>The Deployment of Mathesar; null where the files have none.</summary>
    public KubeObject? Web => Objects.FirstOrDefault(o => o.Key.Kind == "Deployment" && o.Key.Name == Set.Name);

    public KubeObject? Secret => Objects.FirstOrDefault(o => o.Key.Kind == "Secret" && o.Key.Name == Set.Secret);

    /// <param name="disk">The install directory.</param>
    public static WantedObjects Of(ClusterSet set, Disk disk, Comparison files)
    {
        var mark = new ApplySet(set.Namespace, set.Name);
        var (objects, problems) = (new List<KubeObject>(), new List<Finding>());
        foreach (var path in set.Files)
        {
            var content = Content(path, disk, files);
            if (content is null || YamlJson.Read(Encoding.UTF8.GetString(content)) is not { } documents
                || documents.Any(static d => d["kind"] is null || d["apiVersion"] is null || d["metadata"]?["name"] is null))
            {
                problems.Add(KubeFinding.Unreadable.Say($"{path} {(content is null ? "is missing" : "cannot be read as objects of a cluster")}, and "
                    + "nothing was sent. Mend it, or remove it and write the files anew.") with
                { File = path });
                continue;
            }

            objects.AddRange(documents.Select(d => Sent(KubeObject.Of(d, set.Namespace), mark, set)));
        }

        if (Customized(set, disk, files) is { } customized)
        {
            problems.Add(customized);
        }

        if (set.Authority is { } authority)
        {
            Add(authority, set, mark, objects, problems);
        }

        if (objects.GroupBy(static o => o.Key).FirstOrDefault(static g => g.Count() > 1) is { Key: var twice })
        {
            problems.Add(KubeFinding.Unreadable.Say($"The files have {twice.Shown} twice. Take one of them out."));
        }

        return new WantedObjects(set, mark, [.. objects.OrderBy(static o => o.Rank)], [.. problems]);
    }

    /// <summary>The objects of the files as they lie there; what cannot be read is left out.</summary>
    public static ImmutableArray<KubeObject> There(ClusterSet set, Disk disk) =>
    [
        .. set.Files.Select(disk.Read).OfType<DiskFile>()
            .SelectMany(static file => YamlJson.Read(Encoding.UTF8.GetString(file.Content)) ?? [])
            .Select(d => Sent(KubeObject.Of(d, set.Namespace), new ApplySet(set.Namespace, set.Name), set)),
    ];

    /// <summary>A file as it will be; null where there will be none.</summary>
    public static byte[]? Content(string path, Disk disk, Comparison files) =>
        files.Changes.FirstOrDefault(c => c.Path == path) is not { } change ? disk.Read(path)?.Content
            : change.IsDifference ? change.ResultBytes : change.Present?.Content;

    // The manifests are sent as they are; what a kustomization makes of them is kubectl's.
    private static Finding? Customized(ClusterSet set, Disk disk, Comparison files)
    {
        const string File = "kustomization.yaml";
        return Content(File, disk, files) is not { } content || (YamlJson.Read(Encoding.UTF8.GetString(content)) is [var said]
            && said.All(static e => e.Key is "apiVersion" or "kind" or "resources" or "namespace")
            && (said["resources"] as JsonArray ?? []).Select(KubeObject.Text).All(r => set.Files.Contains(r))) ? null
            : KubeFinding.ByKubectl.Say($"{File} was changed to say what kubectl alone carries out, and it would be left out here. Apply it by "
                + "kubectl apply --kustomize . in the directory, or take that out.") with
            { File = File };
    }

    private static void Add((string Name, string File) authority, ClusterSet set, ApplySet mark, List<KubeObject> objects, List<Finding> problems)
    {
        try
        {
            objects.Add(Sent(KubeObject.Of(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject { ["name"] = authority.Name },
                ["data"] = new JsonObject { ["ca.pem"] = File.ReadAllText(authority.File) },
            }, set.Namespace), mark, set));
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            problems.Add(KubeFinding.Missing.Say($"The certificate of the database's authority, {authority.File}, cannot be read. Put it there."));
        }
    }

    private static KubeObject Sent(KubeObject wanted, ApplySet mark, ClusterSet set)
    {
        wanted = wanted.AsKept();
        return ApplySet.MayMark(wanted.Key, set.Secret) ? wanted.Labelled(ApplySet.Member, mark.Id) : wanted;
    }
}
