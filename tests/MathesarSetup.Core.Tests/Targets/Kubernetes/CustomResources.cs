using k8s;
using k8s.Models;

namespace MathesarSetup.Targets.Kubernetes;

// Kinds that a cluster gets by an extension, as far as the manifests use them: fields and types as their projects document them.

/// <summary>CloudNativePG's Cluster (postgresql.cnpg.io/v1).</summary>
[KubernetesEntity(Group = "postgresql.cnpg.io", ApiVersion = "v1", Kind = "Cluster")]
internal sealed class OperatedCluster : IKubernetesObject<V1ObjectMeta>
{
    public required string ApiVersion { get; set; }

    public required string Kind { get; set; }

    public required V1ObjectMeta Metadata { get; set; }

    public required ClusterSpec Spec { get; set; }

    internal sealed class ClusterSpec
    {
        public required int Instances { get; set; }

        public required string ImageName { get; set; }

        public List<V1LocalObjectReference>? ImagePullSecrets { get; set; }

        public required BootstrapSpec Bootstrap { get; set; }

        public required ManagedSpec Managed { get; set; }

        public required PostgresqlSpec Postgresql { get; set; }

        public required V1ResourceRequirements Resources { get; set; }

        public required StorageSpec Storage { get; set; }
    }

    internal sealed class BootstrapSpec
    {
        public required InitdbSpec Initdb { get; set; }
    }

    internal sealed class InitdbSpec
    {
        public required string Database { get; set; }

        public required string Owner { get; set; }

        public required V1LocalObjectReference Secret { get; set; }

        public required bool DataChecksums { get; set; }
    }

    internal sealed class ManagedSpec
    {
        public required List<RoleSpec> Roles { get; set; }
    }

    internal sealed class RoleSpec
    {
        public required string Name { get; set; }

        public required string Ensure { get; set; }

        public required bool Login { get; set; }

        public required bool Createdb { get; set; }

        public required bool Createrole { get; set; }

        public required V1LocalObjectReference PasswordSecret { get; set; }
    }

    internal sealed class PostgresqlSpec
    {
        public required Dictionary<string, string> Parameters { get; set; }
    }

    internal sealed class StorageSpec
    {
        public required string Size { get; set; }

        public string? StorageClass { get; set; }
    }
}

/// <summary>Gateway API's HTTPRoute (gateway.networking.k8s.io/v1).</summary>
[KubernetesEntity(Group = "gateway.networking.k8s.io", ApiVersion = "v1", Kind = "HTTPRoute")]
internal sealed class HttpRoute : IKubernetesObject<V1ObjectMeta>
{
    public required string ApiVersion { get; set; }

    public required string Kind { get; set; }

    public required V1ObjectMeta Metadata { get; set; }

    public required RouteSpec Spec { get; set; }

    internal sealed class RouteSpec
    {
        public required List<ParentSpec> ParentRefs { get; set; }

        public List<string>? Hostnames { get; set; }

        public required List<RuleSpec> Rules { get; set; }
    }

    internal sealed class ParentSpec
    {
        public required string Namespace { get; set; }

        public required string Name { get; set; }
    }

    internal sealed class RuleSpec
    {
        public required List<BackendSpec> BackendRefs { get; set; }

        public required TimeoutSpec Timeouts { get; set; }
    }

    internal sealed class BackendSpec
    {
        public required string Name { get; set; }

        public required int Port { get; set; }
    }

    internal sealed class TimeoutSpec
    {
        public required string Request { get; set; }
    }
}
