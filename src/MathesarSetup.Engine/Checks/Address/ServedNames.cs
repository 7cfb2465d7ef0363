using System.Collections.Immutable;
using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>Whether the names that Mathesar answers to are those under which it is opened.</summary>
internal static class ServedNames
{
    private const string AnyName = "*";

    /// <summary>Whether others open Mathesar's own port, without a proxy that decides what name it hears.</summary>
    public static bool IsOpen(Answers a) =>
        a.Get(ProxySettings.Kind) is ProxyKind.None && a.Get(ProxySettings.Network).Length == 0 && !a.Get(AccessSettings.Bind).IsLoopback;

    public static async Task<ImmutableArray<Finding>> LookAsync(Setup setup, Fetch fetch, CancellationToken cancellation)
    {
        var a = setup.Answers;
        // The machine's names are not those of a container on it.
        var missing = MountedPaths.IsInContainer()
            ? []
            : Missing(a, a.Get(AccessSettings.Bind) is var bind && bind.IsEverywhere ? OwnNames.ForOthers() : [bind.ToString()]);
        var looks = await Task.WhenAll(UnknownAsync(a, cancellation), RefusedAsync(setup, fetch, cancellation));
        return [.. missing, .. looks.SelectMany(l => l)];
    }

    /// <summary>The names under which others can reach the port and would meet Bad Request (400).</summary>
    internal static IEnumerable<Finding> Missing(Answers a, ImmutableArray<string> own)
    {
        var served = a.Get(AccessSettings.Hosts).Items;
        string[] missing =
            IsOpen(a)
                ? [.. own.Where(name => name != a.Get(AccessSettings.Url).Host
                    && !served.Any(s => s == AnyName || s == name || (s[0] == '.' && name.EndsWith(s, StringComparison.Ordinal))))]
                : [];
        return missing is [] ? [] : [AddressFindings.Missing(missing, new TextList([.. served, .. missing]))];
    }

    private static async Task<IEnumerable<Finding>> UnknownAsync(Answers a, CancellationToken cancellation)
    {
        var looks = await Task.WhenAll(Plain(a).Select(async name => (name, Addresses: await Reach.ResolveAsync(name, cancellation))));
        return looks.Where(l => l.Addresses is []).Select(l => l.name).ToArray() is { Length: > 0 } unknown
            ? [AddressFindings.UnknownFurther(unknown)]
            : [];
    }

    // Only a Mathesar that runs already can refuse; what else holds the port is told by another check.
    private static async Task<IEnumerable<Finding>> RefusedAsync(Setup setup, Fetch fetch, CancellationToken cancellation)
    {
        if (setup.Plan.Web.Ports.FirstOrDefault() is not { } port || MountedPaths.IsInContainer())
        {
            return [];
        }

        var page = new Uri($"http://{new ListenAddress(port.Address.Local).InUrl(port.Machine)}{WebPages.Login}");
        if (await fetch.GetAsync(page, cancellation, "localhost") is not { Problem: FetchProblem.None, Status: HttpStatusCode.OK })
        {
            return [];
        }

        var answers = await Task.WhenAll(Plain(setup.Answers).Append(setup.Answers.Get(AccessSettings.Url).Host).Distinct()
            .Select(async name => (name, Answer: await fetch.GetAsync(page, cancellation, HostName.InUrl(name)))));
        return answers.Where(x => x.Answer is { Problem: FetchProblem.None, Status: HttpStatusCode.BadRequest }).Select(x => x.name)
            .ToArray() is { Length: > 0 } refused
            ? [AddressFindings.Refused(refused, port.Machine)]
            : [];
    }

    // Stars and leading dots stand for names that nobody knows.
    private static IEnumerable<string> Plain(Answers a) => a.Get(AccessSettings.Hosts).Items.Where(h => h[0] is not ('*' or '.'));
}
