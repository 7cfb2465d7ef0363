namespace MathesarSetup.Web.Security;

/// <summary>A refused request's answer: a status and one sentence.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
