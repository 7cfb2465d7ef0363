using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Docker.DotNet.Models;

namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    /// <summary>All containers, running or not.</summary>
    public Task<ImmutableArray<ListedContainer>> ListAllAsync(CancellationToken cancellation) => ListAsync(null, cancellation);

    /// <summary>All containers, running or not, in a network.</summary>
    public Task<ImmutableArray<ListedContainer>> ListInNetworkAsync(string network, CancellationToken cancellation) =>
        ListAsync(Filter("network", network), cancellation);

    /// <summary>All containers, running or not, that mount a volume.</summary>
    public Task<ImmutableArray<ListedContainer>> ListWithVolumeAsync(string volume, CancellationToken cancellation) =>
        ListAsync(Filter("volume", volume), cancellation);

    /// <summary>What <c>docker inspect</c> prints of containers, and of the images that they were made from.</summary>
    public async Task<string> InspectAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var found = new List<ContainerInspectResponse>();
        foreach (var id in ids)
        {
            if (await OrNullAsync(() => _client.Containers.InspectContainerAsync(id, cancellation)) is { } one)
            {
                found.Add(one);
            }
        }

        var images = new List<ImageInspectResponse>();
        foreach (var image in found.Select(static c => c.Image).Distinct(StringComparer.Ordinal))
        {
            if (await OrNullAsync(() => _client.Images.InspectImageAsync(image, cancellation)) is { } one)
            {
                images.Add(one);
            }
        }

        return JsonSerializer.Serialize(found.Concat<object>(images));
    }

    /// <summary>The text of a small file inside a container, running or not; null when there is none.</summary>
    public async Task<string?> ReadTextAsync(string container, string path, CancellationToken cancellation)
    {
        const int Most = 64 * 1024;
        if (await OrNullAsync(() => _client.Containers.GetArchiveFromContainerAsync(container, new() { Path = path }, false, cancellation))
            is not { Stream: { } stream })
        {
            return null;
        }

        await using (stream)
        {
            await using var tar = new TarReader(stream);
            return await tar.GetNextEntryAsync(copyData: true,
                cancellation) is { EntryType: TarEntryType.RegularFile, Length: <= Most, DataStream: { } data }
                ? await new StreamReader(data, Encoding.UTF8).ReadToEndAsync(cancellation)
                : null;
        }
    }

    private async Task<ImmutableArray<ListedContainer>> ListAsync(
        Dictionary<string, IDictionary<string, bool>>? filters, CancellationToken cancellation) =>
        [.. (await _client.Containers.ListContainersAsync(new() { All = true, Filters = filters! }, cancellation))
            .Select(c => new ListedContainer(c.ID, c.Names[0].TrimStart('/'), c.Image,
                (c.Labels ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal), c.State is "running"))];
}
