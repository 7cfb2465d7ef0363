using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Installations;

/// <summary>What Compose files say, service by service.</summary>
/// <param name="Problems">Why they cannot be read, which Compose could not do either.</param>
public sealed record WrittenProject(ImmutableSortedDictionary<string, WrittenService> Services, ImmutableArray<Finding> Problems)
{
    public static readonly WrittenProject None = new(ImmutableSortedDictionary.Create<string, WrittenService>(StringComparer.Ordinal), []);

    /// <summary>What a person's files say beyond what was generated.</summary>
    public FileAdditions Beyond(WrittenProject generated) => Problems is not [] ? new FileAdditions { Problems = Problems } : new FileAdditions
    {
        OwnServices = [.. Services.Keys.Except(generated.Services.Keys)],
        Services = (from service in generated.Services
                    let written = Services.GetValueOrDefault(service.Key) ?? new WrittenService()
                    where !written.SaysTheSameAs(service.Value)
                    select KeyValuePair.Create(service.Key,
                        new ServiceAdditions { Written = written, Others = written.OtherKeys(service.Value) }))
            .ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}
