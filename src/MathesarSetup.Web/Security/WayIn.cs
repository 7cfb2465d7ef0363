namespace MathesarSetup.Web.Security;

/// <summary>What lets one browser in.</summary>
/// <param name="Url">The link with its token.</param>
/// <param name="Code">The code to be typed in its place; null where there is none.</param>
internal sealed record WayIn(string Url, string? Code);
