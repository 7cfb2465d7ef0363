namespace MathesarSetup.Catalogue;

/// <summary>Addresses of other services: http or https, with any path.</summary>
public static class WebUrl
{
    /// <summary>An address that may be left empty.</summary>
    public static Codec<string> Codec(string placeholder) => Codecs.Text(placeholder, static text =>
        text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url is { Host.Length: > 0, UserInfo.Length: 0 })
            ? null
            : "An address looks like https://example.com/path, without user name or password.", TextForm.Url);
}
