using System.Diagnostics;
using Docker.DotNet;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// The password of the bundled database, which PostgreSQL's image reads at its first start alone. Passwords travel in variables, never as arguments.
/// </summary>
internal sealed class DatabasePassword(IServiceShell shell, string user, string database)
{
    // Not over localhost, which the image trusts without a password.
    private const string Ask = """psql -X -q -A -t -h "$(hostname -i | cut -d ' ' -f 1)" -c 'SELECT 1'""";

    // Over the socket, which the image trusts.
    private const string Change = """
        psql -X -q -v ON_ERROR_STOP=1 <<"EOF"
        \set role `printenv PGUSER`
        \set password `printenv MATHESAR_SETUP_PASSWORD`
        ALTER ROLE :"role" PASSWORD :'password';
        EOF
        """;

    /// <summary>Whether the server lets this user in with this password; with the server's words where not.</summary>
    public async Task<(bool Works, string Words)> TryAsync(string password, CancellationToken cancellation)
    {
        var result = await shell.RunAsync(new ShellCommand("sh", "-c", Ask) { Variables = [.. Login, $"PGPASSWORD={password}"] }, cancellation);
        return (result.Succeeded, result.Errors.Trim());
    }

    /// <summary>Gives the role another password.</summary>
    /// <exception cref="StepFailure">The server refused.</exception>
    public async Task ChangeAsync(string password, CancellationToken cancellation)
    {
        var result = await shell.RunAsync(new ShellCommand("sh", "-c", Change)
        {
            Variables = [.. Login, $"MATHESAR_SETUP_PASSWORD={password}"],
            IsChanging = true,
        }, cancellation);
        if (!result.Succeeded)
        {
            throw new StepFailure(ApplyFinding.PasswordUnchanged.Say($"PostgreSQL refused to change the password of {user}: "
                + $"{result.Errors.Trim().TrimEnd('.')}. Change it there by ALTER ROLE, or set the former one again.",
                DatabaseSettings.Password.Key));
        }
    }

    /// <summary>That nobody knows the password which the database has.</summary>
    public static StepFailure Wrong(string words) => new(ApplyFinding.PasswordWrong.Say(
        $"The bundled database does not open with this password: {words}. It was made with another one; put that back in mathesar.secrets.yaml.",
        DatabaseSettings.Password.Key));

    /// <summary>That a changed password could not be set back.</summary>
    public static Finding Left() => ApplyFinding.PasswordLeft.Say("The database's password could not be set back. Start the database and run "
        + "ALTER ROLE there with the password that stands in mathesar.secrets.yaml.", DatabaseSettings.Password.Key);

    /// <summary>Waits up to a minute until the server answers at all.</summary>
    public Task<bool> AnswersAsync(CancellationToken cancellation) => AnswersAsync(TimeSpan.FromMinutes(1), cancellation);

    /// <summary>Waits until the server answers at all, and for some time at most.</summary>
    public async Task<bool> AnswersAsync(TimeSpan limit, CancellationToken cancellation)
    {
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < limit;)
        {
            try
            {
                if ((await shell.RunAsync(new ShellCommand("pg_isready", "--host", "localhost"), cancellation)).Succeeded)
                {
                    return true;
                }
            }
            catch (Exception problem) when (problem is DockerApiException or StepFailure)
            {
                // It does not run yet.
            }

            await Task.Delay(250, cancellation);
        }

        return false;
    }

    private string[] Login => [$"PGUSER={user}", $"PGDATABASE={database}", "PGCONNECT_TIMEOUT=5"];
}
