using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace MathesarSetup.Web.Hosting;

/// <summary>
/// Serves the assets that a single-file build carries in its own assembly, as small as the browser takes them (see the EmbedAssets target).
/// </summary>
internal sealed partial class EmbeddedAssets(RequestDelegate next)
{
    private static readonly Assembly Carrier = typeof(EmbeddedAssets).Assembly;

    private static readonly FrozenDictionary<string, string> Resources = Carrier.GetManifestResourceNames()
        .Where(name => name.StartsWith("wwwroot/", StringComparison.Ordinal))
        .ToFrozenDictionary(UrlPath, StringComparer.Ordinal);

    private static readonly FileExtensionContentTypeProvider Types = new();

    // Smallest first.
    private static readonly (string Coding, string Ending)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Whether this is such a build.</summary>
    public static bool Any => Resources.Count > 0;

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        return Resources.TryGetValue(path, out var plain) && Types.TryGetContentType(path, out var type)
            ? SendAsync(context, path, plain, type)
            : next(context);
    }

    private static Task SendAsync(HttpContext context, string path, string plain, string type)
    {
        var accepted =
            context.Request.GetTypedHeaders().AcceptEncoding.Where(coding => coding.Quality is not 0).Select(coding => coding.Value.Value).ToArray();
        var (coding, ending) =
            Codings.FirstOrDefault(c => accepted.Contains(c.Coding, StringComparer.OrdinalIgnoreCase) && Resources.ContainsKey(path + c.Ending));
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        context.Response.Headers.ContentEncoding = coding;
        var version = new EntityTagHeaderValue($"\"{Carrier.ManifestModule.ModuleVersionId:N}{ending}\"");
        return TypedResults.Stream(Carrier.GetManifestResourceStream(coding is null ? plain : Resources[path + ending])!, type, entityTag: version)
            .ExecuteAsync(context);
    }

    // "wwwroot//setup#[.{fingerprint=x1y2}]?.css.br" is what the SDK makes of setup.css.
    private static string UrlPath(string resource) =>
        Fingerprint().Replace(resource["wwwroot".Length..].Replace("//", "/", StringComparison.Ordinal), "");

    [GeneratedRegex(@"#\[[^\]]*\][?!]?")]
    private static partial Regex Fingerprint();
}
