namespace MathesarSetup.Web.Security;

/// <summary>What every response carries, refusals and failures among them.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ILogger<SecurityHeaders> log)
{
    /// <summary>No third party at all; styles may be inline, because MudBlazor writes them so.</summary>
    public const string ContentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        // The first to be registered is the last to run: it has the last word over what Blazor sets.
        context.Response.OnStarting(Set, context);
        try
        {
            await next(context);
        }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(log, context.Request.Path, problem);
            await Refusal.WriteAsync(context, StatusCodes.Status500InternalServerError,
                "This page failed. The terminal says more; nothing that was saved is lost.");
        }
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Assets say for themselves how long they keep.
        if (headers.CacheControl.Count == 0 || context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private static readonly Action<ILogger, string, Exception?> LogFailedMessage =
        LoggerMessage.Define<string>(LogLevel.Error, new EventId(1, "Failed"), "{Path} failed.");

    // The path alone: a query may hold a token.
    private static void LogFailed(ILogger log, PathString path, Exception problem) => LogFailedMessage(log, path.Value ?? "", problem);
}
