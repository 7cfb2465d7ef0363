using System.Net;
using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Security;

/// <summary>
/// Refuses names that are not this machine's: a foreign page can make its own name point here (DNS rebinding), and then counts as the same origin.
/// </summary>
internal sealed class HostAllowList(RequestDelegate next, ServeOptions options)
{
    private readonly HashSet<string> _names = new(
        ["localhost", "127.0.0.1", "[::1]", HostNames.InUrl(options.Listen), .. options.AllowedHosts, .. options.OwnNames],
        StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var name = context.Request.Host.Host;
        return _names.Contains(name) || IsOwnAddress(name, context.Connection.LocalIpAddress)
            ? next(context)
            : Refusal.WriteAsync(context, StatusCodes.Status400BadRequest,
                "This wizard does not answer to the name in the address bar, because a foreign page could have sent it. "
                + "Use the link from the terminal, or start it again with --allow-host and the name.");
    }

    // The port is left out: a published or tunnelled one differs from the one listened on.
    // Listening everywhere means each address of this machine; an address, unlike a name, cannot be pointed elsewhere.
    private bool IsOwnAddress(string name, IPAddress? local) =>
        options.ListensEverywhere && local is not null && name == HostNames.InUrl(local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local);
}
