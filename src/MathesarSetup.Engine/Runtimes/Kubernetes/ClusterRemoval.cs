using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// What an installation has in a cluster. What runs is its own by the mark of its set, or by Helm's release; claims for volumes by the uid that the
/// directory remembers; the key's Secret and the namespace by who set their fields.
/// </summary>
/// <param name="root">The install directory, absolute.</param>
internal sealed class ClusterRemoval(Setup setup, string root, ClusterSet set, KubeAccess access, IClusterSender sender) : IInstallationRemoval
{
    private readonly Disk _disk = new(Path.TrimEndingDirectorySeparator(root));

    public async Task<Belongings> LookAsync(RemovalDepth depth, CancellationToken cancellation)
    {
        try
        {
            using var cluster = await new OwnCluster(access, set, _disk).OpenAsync(cancellation);
            var known = ClusterMemory.Load(_disk)!;
            var proof = PlaceProof.Of(_disk, ClusterThings.Identity(known), RealPath.Of(_disk.Root));
            var look = new ClusterBelongings(cluster, set, known, proof, depth);
            var secrets = SecretsFile.Known(_disk);
            var things = await sender.RunningAsync(look, secrets, cancellation);
            things.AddRange(await look.DatabaseAsync(cancellation));
            things.AddRange(await look.ClaimsAsync(cancellation));
            things.AddRange(PersonsData.Databases(setup));
            if (things.All(t => t.Name != look.Secret.Shown)
                && await look.SecretAsync(secrets, proof.Left(things, "cluster"), cancellation) is { } secret)
            {
                things.Add(secret);
            }

            if (depth is RemovalDepth.Everything && await look.NamespaceAsync(things, cancellation) is { } place)
            {
                things.Add(place);
            }

            return new Belongings([.. things], proof.Left(things, "cluster"))
            {
                Place = ClusterThings.Address(access.Context),
                Identity = ClusterThings.Identity(known),
            };
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            throw new StepFailure(FileFindings.From(problem, root));
        }
    }
}
