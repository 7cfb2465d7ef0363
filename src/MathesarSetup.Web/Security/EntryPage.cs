using System.Globalization;
using System.Text;

namespace MathesarSetup.Web.Security;

/// <summary>What the entry page says above its form.</summary>
internal enum EntryNotice
{
    None,
    NotGood,
    WrongCode,
    Printed,
    TooOften,
    TooSoon,
}

/// <summary>The page of those who have not entered: plain HTML that works without script and asks for no other file.</summary>
internal static class EntryPage
{
    private const int RetryAfterSeconds = 60;

    private const string Style = """
        :root { color-scheme: light dark; --page: #f1f0ee; --surface: #fbfbf9; --ink: #1b1b1a; --line: #8a8984; --go: #1d5c3f; --on-go: #ffffff }
        @media (prefers-color-scheme: dark) {
          :root { --page: #171716; --surface: #20201e; --ink: #edece8; --line: #8a8984; --go: #7cc7a0; --on-go: #10261b }
        }
        * { box-sizing: border-box }
        body { margin: 0; padding: 32px 16px; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
        main { max-width: 560px; margin: 0 auto; padding: 24px; background: var(--surface); border-radius: 6px }
        h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25 }
        label { display: block; margin: 24px 0 4px; font-weight: 600 }
        input, button { font: inherit; color: inherit; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; background: transparent }
        input { width: 100%; margin-bottom: 12px }
        .code { font-family: ui-monospace, monospace; font-size: 20px; letter-spacing: 2px; text-transform: uppercase }
        button { cursor: pointer; min-height: 44px }
        .go { background: var(--go); border-color: var(--go); color: var(--on-go) }
        .notice { padding: 8px 12px; border-left: 3px solid var(--go) }
        :focus-visible { outline: 2px solid var(--go); outline-offset: 2px }
        hr { border: 0; border-top: 1px solid var(--line); margin: 24px 0 }
        a { color: inherit }
        """;

    /// <summary>Refuses with the form: 401, or 429 when links were asked for or codes were tried too often.</summary>
    /// <param name="context">The request.</param>
    /// <param name="notice">What is said above the form.</param>
    /// <param name="takesCode">Whether a code was printed beside the link.</param>
    public static Task WriteAsync(HttpContext context, EntryNotice notice, bool takesCode)
    {
        var isTooOften = notice is EntryNotice.TooOften or EntryNotice.TooSoon;
        context.Response.StatusCode = isTooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
        if (isTooOften)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return WriteHtmlAsync(context, "", $"""
            <h1>Mathesar Setup</h1>
            <p>This browser has not entered yet. Open the link that <code>mathesar-setup</code> printed in the terminal, or put it here.</p>
            {Notice(notice)}
            {(takesCode ? CodeForm(notice) : "")}
            <form method="post" action="{Door.EnterPath}">
            <label for="token">Link or token</label>
            <input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required>
            <button class="{(takesCode ? "" : "go")}" type="submit">Enter{(takesCode ? " by link" : "")}</button>
            </form>
            <hr>
            <p>Lost the link, or has it been used? Each works once.</p>
            <form method="post" action="{Door.NewLinkPath}"><button type="submit">Print a new link in the terminal</button></form>
            """);
    }

    /// <summary>Leads to the wizard by a refresh: a redirect that another site's link began would arrive without its Strict cookie.</summary>
    public static Task WriteWelcomeAsync(HttpContext context) =>
        WriteHtmlAsync(context, "<meta http-equiv=\"refresh\" content=\"0;url=/\">",
            "<h1>Mathesar Setup</h1><p><a href=\"/\">Open the wizard</a></p>");

    // Typed from a screen beside it, so that it may be seen. What is wrong with it stands below it.
    private static string CodeForm(EntryNotice notice)
    {
        var wrong = notice switch
        {
            EntryNotice.WrongCode =>
                "These are not the letters that stand on the screen now. New ones follow after 10 minutes, and after 5 wrong codes.",
            EntryNotice.TooSoon => "Too many wrong codes were typed, by whomever. Wait 60 seconds, or open the link: it works meanwhile.",
            _ => null,
        };
        return $"""
            <form method="post" action="{Door.EnterPath}">
            <label for="code">The 8 letters on the screen of the machine</label>
            <input id="code" class="code" name="token" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="11" required{(
                wrong is null ? "" : " aria-invalid=\"true\" aria-describedby=\"code-wrong\" autofocus")}>
            {(wrong is null ? "" : $"<p id=\"code-wrong\" class=\"notice\" role=\"alert\">{wrong}</p>")}
            <button class="go" type="submit">Enter</button>
            </form>
            """;
    }

    private static string Notice(EntryNotice notice) => notice switch
    {
        EntryNotice.NotGood =>
            "<p class=\"notice\" role=\"alert\">That link is no longer good: it was used, or a newer one was printed. "
                + "If this browser has entered before, <a href=\"/\">go on here</a>.</p>",
        EntryNotice.Printed => "<p class=\"notice\" role=\"status\">A new link stands in the terminal. The one before it is no longer good.</p>",
        EntryNotice.TooOften =>
            "<p class=\"notice\" role=\"alert\">Three links were printed within a minute. The last one is good; "
                + "look in the terminal, or wait 60 seconds.</p>",
        _ => "",
    };

    private static Task WriteHtmlAsync(HttpContext context, string head, string body)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        var html = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Mathesar Setup</title>
            {head}
            <style>
            {Style}
            </style>
            </head>
            <body><main>
            {body}
            </main></body>
            </html>
            """;
        return context.Response.WriteAsync(html, Encoding.UTF8, context.RequestAborted);
    }
}
