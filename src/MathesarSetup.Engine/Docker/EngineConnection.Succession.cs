namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    /// <summary>
    /// Makes a container in the place of an existing one, with everything of that one which nobody wants otherwise, and does not start it; gives its
    /// id.
    /// </summary>
    /// <param name="alias">What it is called in networks that it joins anew.</param>
    private async Task<string> SucceedAsync(string name, ContainerSpec spec, string existing, string alias, CancellationToken cancellation)
    {
        var former = await _client.Containers.InspectContainerAsync(existing, cancellation);
        var image = await OrNullAsync(() => _client.Images.InspectImageAsync(former.Image, cancellation));
        var succession = new ContainerSuccession(spec, former, ContainerReading.Of(former).Spec, image?.Config);
        var made = (await Changing($"create {name}").Containers.CreateContainerAsync(succession.Parameters(name), cancellation)).ID;
        foreach (var network in spec.JoinedNetworks)
        {
            var had = former.NetworkSettings?.Networks?.ContainsKey(network) is true;
            await JoinNetworkAsync(network, made, succession.Endpoint(network, had ? [] : [alias]), cancellation);
        }

        return made;
    }
}
