using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>An open connection, and what it goes through.</summary>
internal sealed record DatabaseSession(NpgsqlConnection Connection, Relay? Relay) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Relay?.Dispose();
    }
}
