using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning.Proxies;

namespace MathesarSetup.Planning;

/// <summary>Decides, once for every target, what the answers mean.</summary>
public static class Planner
{
    public static Plan Make(Answers answers)
    {
        var place = HostPlace.Of(answers);
        var proxy = ProxyPlan.Make(answers, place);
        var files = ConfigurationFiles.Of(answers);
        return new Plan
        {
            Name = answers.Get(RunSettings.Name),
            Release = answers.Get(RunSettings.Version),
            Url = answers.Get(AccessSettings.Url),
            Answers = answers,
            Services =
            [
                .. Bundles(answers, place) ? [DatabaseService.Make(answers, place)] : ImmutableArray<Service>.Empty,
                WebService.Make(answers, files, place),
                .. proxy.Services,
            ],
            Place = place,
            Volumes = place is null ? [.. Storage.Volumes(answers), .. proxy.Volumes] : [],
            JoinedNetworks = answers.Get(ProxySettings.Network) is { Length: > 0 } network && place is null ? [network] : [],
            Files = [.. files, .. proxy.Files],
        };
    }

    // Without an image there is nothing that a database could be built into.
    private static bool Bundles(Answers a, HostPlace? place) => a.Get(DatabaseSettings.Mode) switch
    {
        DatabaseMode.Bundled => true,
        DatabaseMode.BuiltIn => place is not null,
        _ => false,
    };
}
