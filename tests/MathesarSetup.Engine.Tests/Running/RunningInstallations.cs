using System.Collections.Concurrent;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>Every form by every runner, started side by side because they mostly wait, each with an early visitor at the door.</summary>
public sealed class RunningInstallations : IDisposable
{
    private readonly PostgresServer _server;
    private readonly ConcurrentBag<IDisposable> _toRemove = [];
    private readonly ConcurrentDictionary<(string Runner, string Form), Task<(Installation Installation, EarlyVisitor Visitor)>> _installations = [];

    public RunningInstallations()
    {
        StandIns.Require();
        _server = new PostgresServer();
        // More at once would only get in each other's way: they share the machine's cores when they do not wait.
        Parallel.ForEach(Pairs, new ParallelOptions { MaxDegreeOfParallelism = 6 }, pair =>
        {
            var (runner, form) = pair;
            var starting = new Task<(Installation, EarlyVisitor)>(() => Start(Runner.Find(runner), form));
            _installations[pair] = starting;
            // One that fails fails its own tests, which ask for it, and no others.
            starting.RunSynchronously();
        });
    }

    /// <summary>What is started: every form, with the old Compose those in which the two may differ.</summary>
    public static IEnumerable<(string Runner, string Form)> Pairs =>
        from form in Forms.All
        from runner in Runner.All
        where runner != Runner.Compose1 || form is Forms.Recommended or Forms.ForTrying or Forms.Hostile
        select (runner.Name, form);

    internal Installation this[string runner, string form] => _installations[(runner, form)].GetAwaiter().GetResult().Installation;

    internal EarlyVisitor Visitor(string runner, string form) => _installations[(runner, form)].GetAwaiter().GetResult().Visitor;

    public void Dispose()
    {
        Parallel.ForEach(_toRemove, installation => installation.Dispose());
        _server.Dispose();
    }

    private (Installation Installation, EarlyVisitor Visitor) Start(Runner runner, string form)
    {
        var installation = new Installation(runner, Forms.Make(form, _server));
        _toRemove.Add(installation);
        var visitor = new EarlyVisitor(installation.Port);
        try
        {
            installation.Start();
            installation.WaitUntil(() => visitor.Answers.Length > 0);
        }
        finally
        {
            visitor.Dispose();
        }

        return (installation, visitor);
    }
}
