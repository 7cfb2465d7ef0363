using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Installations;

namespace MathesarSetup.Engine.Apply;

/// <summary>Lets wanted containers take over what the existing ones in their places have, and nobody wants otherwise.</summary>
internal static class Succession
{
    public static async Task<WantedState> OverAsync(ApplyRequest request, WantedState asked, EngineHoldings holdings, CancellationToken cancellation)
    {
        var formers = asked.Containers.Select(c => (Container: c, Former: holdings.Former(asked, c))).ToArray();
        // Compose's own fingerprint tells whether a container is what the files say, and it is asked only where that matters.
        var hashes = asked.IsCompose && formers.Any(f => f.Former is not null && asked.IsForeign(f.Container))
            ? await MadeHashesAsync(request, asked.Additions, formers.Where(static f => f.Former is not null)
                .Select(static f => (f.Container.Service.Name, f.Former!.Spec)), cancellation)
            : ImmutableDictionary<string, string>.Empty;
        var containers = formers.Select(f => f.Former is null ? f.Container : Over(request, asked, holdings, f.Container, f.Former, hashes));
        return asked with { Containers = [.. containers] };
    }

    /// <summary>Compose's fingerprints of containers as they are or shall be.</summary>
    public static Task<ImmutableDictionary<string, string>> MadeHashesAsync(ApplyRequest request, FileAdditions additions,
        IEnumerable<(string Service, ContainerSpec Spec)> containers, CancellationToken cancellation) => ComposeProgram.MadeHashesAsync(
        request.Compose, request.Directory, request.ComposeFiles ?? [],
        (from container in containers
         let other = additions.Services.GetValueOrDefault(container.Service)?.Written?.NetworkOf
         where other is not null
         group container.Spec.Network by other).ToImmutableDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal),
        cancellation);

    private static WantedContainer Over(ApplyRequest request, WantedState asked, EngineHoldings holdings, WantedContainer container,
        ContainerFacts former, ImmutableDictionary<string, string> hashes)
    {
        var isSame = hashes.TryGetValue(container.Service.Name, out var hash) && former.Labels.GetValueOrDefault(Labels.ComposeHash) == hash;
        var isProven = isSame || (request.Engine.IsLocal && asked.Versions.Newest <= former.Created.ToUniversalTime());
        var before = isProven
            ? asked.Versions.BeforeThisRun(container.Service.Name)
            : asked.Versions.Before(container.Service.Name, former.Created.ToUniversalTime());
        if (!asked.IsForeign(container))
        {
            // Compose too lets a volume without a name go on with what is in it.
            var places = container.Spec.Mounts.Select(static m => m.Target).ToHashSet(StringComparer.Ordinal);
            return container with
            {
                Before = before,
                Spec = container.Spec with
                {
                    Mounts = [.. container.Spec.Mounts, .. PostgresInside.LeavesEmptyVolumes(former)
                        ? [] : former.Spec.Mounts.Where(m => m.IsNameless && !places.Contains(m.Target))],
                },
            };
        }

        return container with
        {
            Before = before,
            IsAsWritten = isSame,
            Spec = Inheritance.Of(container.Spec, asked.Additions.Services[container.Service.Name], former,
                holdings.FormerImages.GetValueOrDefault(former.ImageId), before),
        };
    }
}
