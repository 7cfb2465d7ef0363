using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>Where Mathesar's program listens, in the container or on the machine whose network it has.</summary>
/// <param name="Address">Empty for every address.</param>
internal sealed partial record Listener(string Address, int Port)
{
    private const string Arguments = "GUNICORN_CMD_ARGS";

    /// <summary>Where the command says that it listens, else where its program does by itself; none where an unknown program is started.</summary>
    public static ImmutableArray<Listener> Of(FoundService web)
    {
        if (Launched().Matches(web.StartText) is [.., var launch])
        {
            var (port, address) = (PortOption().Match(launch.Value), AddressOption().Match(launch.Value));
            return Number(port.Success ? port.Groups["port"].Value : null, web) is { } number
                ? [new Listener(Plain(address.Groups["address"].Value), number)] : [];
        }

        return Served().Matches(web.StartText) is [.., var served]
            ? (Bound(served.Value, web), Bound(" " + web.Variable(Arguments), web)) switch
            {
                // What stands on the command line goes over the variable.
                ({ IsEmpty: false } said, _) => said,
                (_, { IsEmpty: false } said) => said,
                _ when web.Variable("PORT") is { Length: > 0 } port => Number(port, web) is { } number ? [new Listener("", number)] : [],
                _ => [new Listener("127.0.0.1", WebPages.Port)],
            }
            : IsOpen(web) ? [] : [new Listener("", WebPages.Port)];
    }

    // What an image of somebody's own starts stands in no file.
    private static bool IsOpen(FoundService web) =>
        web.IsBuilt || (web.ImageName.Length > 0 && !ImageReference.Of(web.ImageName).IsSameRepository(OfficialImages.Mathesar));

    private static ImmutableArray<Listener> Bound(string words, FoundService web) =>
    [
        .. from match in BindOption().Matches(words)
           let number = Number(match.Groups["port"].Value, web)
           where number is not null
           select new Listener(Plain(match.Groups["address"].Value), number.Value),
    ];

    private static string Plain(string address) => address.Trim('[', ']') is var plain && plain is "0.0.0.0" or "::" or "*" ? "" : plain;

    // A reference to a variable of the container stands for its value, or for the default behind it.
    private static int? Number(string? text, FoundService web) =>
        text is null ? WebPages.Port
        : int.TryParse(Reference().Match(text) is { Success: true } match
            ? web.Variable(match.Groups["name"].Value) is { Length: > 0 } value ? value : match.Groups["default"].Value
            : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\bmathesar\s+run\b[^\n;&|]*")]
    private static partial Regex Launched();

    [GeneratedRegex(@"\bgunicorn\b(?=\s)[^\n;&|]*")]
    private static partial Regex Served();

    [GeneratedRegex(@"\s(?:-p|--port)\s+[""']?(?<port>[^\s""']+)")]
    private static partial Regex PortOption();

    [GeneratedRegex(@"\s(?:-a|--addr|--host)\s+[""']?(?<address>[^\s""']+)")]
    private static partial Regex AddressOption();

    [GeneratedRegex(@"\s(?:-b\s*=?|--bind(?:\s+|=))[""']?(?<address>\[[^\]]*\]|[^\s:""'$]*):(?<port>\d+|\$\{[^}]*\}|\$\w+)")]
    private static partial Regex BindOption();

    [GeneratedRegex(@"^\$\{?(?<name>\w+)(?::?-(?<default>\d+))?\}?$")]
    private static partial Regex Reference();
}
