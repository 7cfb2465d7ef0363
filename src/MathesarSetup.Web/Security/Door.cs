using MathesarSetup.App.Opening;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Security;

/// <summary>Lets nobody past without the cookie that the one-time link gives: no page, no asset, no circuit.</summary>
internal sealed class Door(
    RequestDelegate next, ServeOptions options, BrowserSessions sessions, EntryLink link, Activity activity)
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
            ("GET", EnterPath) => EnterAsync(context, request.Query["token"].ToString(), false, knows),
            ("POST", EnterPath) => EnterAsync(context, await TypedTokenAsync(context), true, knows),
            ("POST", NewLinkPath) => PrintAsync(context),
            (_, EnterPath or NewLinkPath) =>
                Refusal.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Open the wizard's link in a browser."),
            _ when knows => next(context),
            _ => RefuseAsync(context, EntryNotice.None),
        });
    }

    private Task EnterAsync(HttpContext context, string said, bool isTyped, bool knows)
    {
        var answer = said.Length == 0 ? EntryAnswer.NotGood : link.Enter(said, isTyped, knows);
        if (answer is EntryAnswer.In)
        {
            LetIn(context);
        }

        return answer is EntryAnswer.In || knows
            ? EntryPage.WriteWelcomeAsync(context)
            : RefuseAsync(context, (answer, said.Length) switch
            {
                (EntryAnswer.TooSoon, _) => EntryNotice.TooSoon,
                (_, 0) => EntryNotice.None,
                _ when options.FirstBoot && isTyped && EntryCodes.IsCode(said) => EntryNotice.WrongCode,
                _ => EntryNotice.NotGood,
            });
    }

    private void LetIn(HttpContext context)
    {
        context.Response.Cookies.Append(CookieName(context), sessions.Open(),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.Tls is not null, Path = "/" });
        activity.Touch();
        if (options.FirstBoot)
        {
            var session = context.RequestServices.GetRequiredService<WizardSession>();
            OnlyPodman.Take(session, StartFacts.Look(options.Directory));
            OpenedAddress.Take(session, context.Request.Host.Host);
        }
    }

    private Task PrintAsync(HttpContext context) => RefuseAsync(context, link.TryPrint() ? EntryNotice.Printed : EntryNotice.TooOften);

    private Task RefuseAsync(HttpContext context, EntryNotice notice) => EntryPage.WriteAsync(context, notice, options.FirstBoot);

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
