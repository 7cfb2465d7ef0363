using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Security;

/// <summary>Lets nobody past without the cookie that the one-time link gives: no page, no asset, no circuit.</summary>
internal sealed class Door(
    RequestDelegate next, ServeOptions options, EntryTokens tokens, BrowserSessions sessions, EntryLink link, Activity activity)
{
    public const string EnterPath = "/enter";
    public const string NewLinkPath = "/enter/new-link";

    private const int LongestToken = 4096;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var knows = sessions.Knows(request.Cookies[CookieName(context)]);
        await ((request.Method, request.Path.Value) switch
        {
            ("GET", EnterPath) => EnterAsync(context, request.Query["token"].ToString(), knows),
            ("POST", EnterPath) => EnterAsync(context, await TypedTokenAsync(context), knows),
            ("POST", NewLinkPath) => PrintAsync(context),
            (_, EnterPath or NewLinkPath) =>
                Refusal.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Open the wizard's link in a browser."),
            _ when knows => next(context),
            _ => EntryPage.WriteAsync(context, EntryNotice.None),
        });
    }

    private Task EnterAsync(HttpContext context, string token, bool knows)
    {
        if (token.Length > 0 && tokens.Burn(token))
        {
            context.Response.Cookies.Append(CookieName(context), sessions.Open(),
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.Tls is not null, Path = "/" });
            activity.Touch();
            return EntryPage.WriteWelcomeAsync(context);
        }

        if (knows)
        {
            return EntryPage.WriteWelcomeAsync(context);
        }

        if (token.Length > 0)
        {
            link.CountWrong();
        }

        return EntryPage.WriteAsync(context, token.Length > 0 ? EntryNotice.NotGood : EntryNotice.None);
    }

    private Task PrintAsync(HttpContext context) =>
        EntryPage.WriteAsync(context, link.TryPrint() ? EntryNotice.Printed : EntryNotice.TooOften);

    // People paste the whole link as well as the token.
    private static async Task<string> TypedTokenAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > LongestToken)
        {
            return "";
        }

        var typed = (await context.Request.ReadFormAsync(context.RequestAborted))["token"].ToString().Trim();
        return typed[(typed.LastIndexOf('=') + 1)..];
    }

    // Cookies are shared by all ports of a host, so that two wizards need two names.
    private static string CookieName(HttpContext context) => $"mathesar-setup-{context.Connection.LocalPort}";
}
