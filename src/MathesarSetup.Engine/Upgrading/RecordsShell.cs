using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>Where Mathesar's records are worked on while it is stopped: its program beside it, and PostgreSQL's programs.</summary>
internal sealed class RecordsShell : IAsyncDisposable
{
    private readonly IServiceShell? _server;

    private RecordsShell(IServiceShell program, IServiceShell? server, PostgresLogin login)
    {
        (Program, _server) = (program, server);
        Records = new InternalRecords(new PostgresShell(server ?? program, login), server ?? program);
    }

    /// <summary>Mathesar's program, which does not serve.</summary>
    public IServiceShell Program { get; }

    public InternalRecords Records { get; }

    /// <summary>Opens it. What an earlier one left beside Mathesar ends with that, a migration that goes on among it.</summary>
    /// <param name="image">The image whose program is meant; null for the one that is installed.</param>
    public static async Task<RecordsShell> OpenAsync(
        IServiceControl control, PostgresLogin login, ImageReference? image, CancellationToken cancellation)
    {
        var program = await control.BesideAsync(ServiceRole.Web, image, cancellation);
        try
        {
            return new RecordsShell(program,
                login.Role is ServiceRole.Web ? null : await control.InsideAsync(login.Role, cancellation), login);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await Program.DisposeAsync();
    }
}
