using System.Globalization;
using System.Text;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>A change of Mathesar's release in one installation, and where it takes place.</summary>
/// <param name="Disk">The install directory.</param>
/// <param name="Setup">The installation as its files have it now.</param>
internal sealed record ReleaseMove(Disk Disk, Setup Setup, IServiceControl Control, Narrator Narrator)
{
    private const int LongestName = 63;

    /// <summary>How long a service may take to become healthy again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    public PostgresLogin Login { get; } = PostgresLogin.Of(Setup);

    /// <summary>When it began.</summary>
    public DateTimeOffset Began { get; init; } = TimeProvider.System.GetUtcNow();

    /// <summary>The internal database's name with a word and the time behind it, as long as PostgreSQL allows.</summary>
    public string NameFor(string word) => Named(Login.Internal, word, Began);

    /// <summary>Works on the records where the service that holds them, or Mathesar, runs.</summary>
    public async Task<T> ReadAsync<T>(Func<InternalRecords, Task<T>> read, CancellationToken cancellation)
    {
        await using var shell = await Control.InsideAsync(Login.Role, cancellation);
        return await read(new InternalRecords(new PostgresShell(shell, Login), shell));
    }

    /// <summary>Lets everything start that the records need, and opens where they are worked on.</summary>
    public async Task<RecordsShell> OpenAsync(ImageReference? image, CancellationToken cancellation)
    {
        if (Login.Role is ServiceRole.Database)
        {
            await Control.StartAsync(ServiceRole.Database, Patience, cancellation);
        }

        return await RecordsShell.OpenAsync(Control, Login, image, cancellation);
    }

    /// <summary>A name with a word and a time behind it: what is cut off is the end of the name.</summary>
    public static string Named(string name, string word, DateTimeOffset time)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"_{word}_{time:yyyyMMddHHmmss}");
        while (Encoding.UTF8.GetByteCount(name) > LongestName - end.Length)
        {
            name = char.IsLowSurrogate(name[^1]) ? name[..^2] : name[..^1];
        }

        return name + end;
    }
}
