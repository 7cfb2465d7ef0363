using System.Diagnostics;
using System.Globalization;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Life;

/// <summary>What Mathesar's address answered when it was asked from this machine.</summary>
/// <param name="Status">The HTTP status; 0 where nothing answered.</param>
/// <param name="Took">How long the answer took.</param>
/// <param name="Problem">Why there is none, with what to do; null where there is one.</param>
public sealed record AddressAnswer(int Status, TimeSpan Took, string? Problem)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

    /// <summary>When the certificate ends; null for plain HTTP.</summary>
    public DateTime? CertificateEnd { get; init; }

    /// <summary>Whether it is Mathesar's own answer to somebody who is to log in.</summary>
    public bool IsGood => Status is >= 200 and < 400;

    /// <summary>What to make of it, as a sentence; null where all is well.</summary>
    public string? Trouble => Problem ?? Status switch
    {
        >= 200 and < 400 => null,
        400 => "Mathesar refuses this name. Add it to the names under which it may be opened.",
        404 => "Something else answers here, or another page of it. Look which program holds this address.",
        502 or 503 or 504 => "The proxy answers, and Mathesar behind it does not.",
        _ => "Mathesar answers, and not as it should. Its log says why.",
    };

    /// <summary>Whether the certificate ends within two weeks.</summary>
    public bool EndsSoon(DateTime now) => CertificateEnd is { } end && end - now < s_soon;

    /// <summary>Asks the page to log in, which needs Mathesar and its database, and follows nowhere.</summary>
    public static async Task<AddressAnswer> AskAsync(Uri address, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var fetched = await new Fetch().GetAsync(new Uri(address, WebPages.Login), cancellation);
        return new AddressAnswer((int)fetched.Status, clock.Elapsed, fetched.Problem switch
        {
            FetchProblem.None => null,
            FetchProblem.TooLarge => "It answers with more than Mathesar's page to log in would be. Another program may hold this address.",
            var problem => FetchWords.Of(problem, string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}")),
        })
        {
            CertificateEnd = fetched.CertificateEnd,
        };
    }
}
