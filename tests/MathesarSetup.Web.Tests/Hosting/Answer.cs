using System.Net;

namespace MathesarSetup.Web.Tests.Hosting;

/// <summary>What the server answered.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? SetCookie => Header("Set-Cookie");

    /// <summary>The cookie's name and value, without its attributes.</summary>
    public string? Cookie => SetCookie?.Split(';')[0];
}
