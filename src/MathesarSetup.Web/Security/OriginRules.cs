using MathesarSetup.Values;

namespace MathesarSetup.Web.Security;

/// <summary>Refuses what another site, or another program on this machine, makes the browser send here.</summary>
internal sealed class OriginRules(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => IsOurs(context.Request)
        ? next(context)
        : Refusal.WriteAsync(context, StatusCodes.Status403Forbidden,
            "This request came from another site, or does not say where from. Open the wizard itself and try there.");

    private static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            return SameHost(origin, request.Host);
        }

        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (changes || request.Headers.Upgrade.Count > 0 || request.HttpContext.WebSockets.IsWebSocketRequest)
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            ? site == "same-origin" || (site.Length == 0 && SameHost(request.Headers.Referer.ToString(), request.Host))
            // A link from elsewhere may open a page; nothing else from elsewhere is wanted.
            : site is "" or "none" or "same-origin" || request.Headers["Sec-Fetch-Mode"] == "navigate";
    }

    // Browsers send Sec-Fetch-Site to trustworthy origins alone; over plain HTTP to another machine the referrer has to do.
    private static bool SameHost(string url, HostString host) =>
        Uri.TryCreate(url, UriKind.Absolute, out var from)
        && from.Scheme is "http" or "https"
        && string.Equals(HostName.Of(from), host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && from.Port == (host.Port ?? (from.Scheme == "https" ? 443 : 80));
}
