using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>Decides, once for every target, what the answers mean.</summary>
public static class Planner
{
    public static Plan Make(Answers answers)
    {
        var proxy = ProxyPlan.Make(answers);
        var files = ConfigurationFiles.Of(answers);
        return new Plan
        {
            Name = answers.Get(RunSettings.Name),
            Release = answers.Get(RunSettings.Version),
            Url = answers.Get(AccessSettings.Url),
            Answers = answers,
            Services =
            [
                .. answers.Get(DatabaseSettings.Mode) is DatabaseMode.Bundled ? [DatabaseService.Make(answers)] : ImmutableArray<Service>.Empty,
                WebService.Make(answers, files),
                .. proxy.Services,
            ],
            Volumes = [.. Storage.Volumes(answers), .. proxy.Volumes],
            JoinedNetworks = answers.Get(ProxySettings.Network) is { Length: > 0 } network ? [network] : [],
            Files = [.. files, .. proxy.Files],
        };
    }
}
