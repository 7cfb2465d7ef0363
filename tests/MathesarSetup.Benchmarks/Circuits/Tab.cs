using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Benchmarks.Circuits;

/// <summary>
/// A browser's tab as the server sees it: it loads a page, opens a circuit, takes every drawing and answers every call of a script. It draws nothing,
/// so that hundreds fit on one machine.
/// </summary>
internal sealed partial class Tab : IAsyncDisposable
{
    // What Blazor asks for beside plain values.
    private const int ObjectReference = 1;
    private const int Nothing = 3;

    // What a browser says when it is asked; to every other question it may say no.
    private static readonly Dictionary<string, object> s_answers = new()
    {
        ["Blazor._internal.PageTitle.getAndRemoveExistingTitle"] = "Mathesar Setup",
        ["mudpopoverHelper.countProviders"] = 1,
        ["window.hasOwnProperty"] = true,
    };

    private static readonly byte[] s_shown = Encoding.UTF8.GetBytes("code-lines");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    private Tab(HubConnection connection)
    {
        _connection = connection;
        connection.On<long, byte[]>("JS.RenderBatch", TakeAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", AnswerAsync);
        connection.On<string>("JS.Error", message => Fail(new InvalidOperationException($"The circuit failed: {message}")));
    }

    /// <summary>Opens a step of the wizard and waits until its files have been drawn.</summary>
    public static async Task<Tab> OpenAsync(RunningProgram program, string step)
    {
        var page = new Uri(program.Address, step);
        var html = await program.Client.GetStringAsync(page);
        var tab = new Tab(Connect(program));
        await tab._connection.StartAsync();
        await tab._connection.InvokeAsync<string>("StartCircuit", program.Address.ToString(), page.ToString(), "[]", "");
        await tab._connection.SendAsync("UpdateRootComponents", Additions(html), "");
        await tab._drawn.Task.WaitAsync(s_patience);
        return tab;
    }

    /// <summary>Closes the circuit as a closed tab does.</summary>
    /// <exception cref="InvalidOperationException">The circuit had failed before, so that what was measured was not a session.</exception>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (_failure is not null)
        {
            throw _failure;
        }
    }

    private static HubConnection Connect(RunningProgram program)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(program.Address, "_blazor"), options =>
        {
            (options.Transports, options.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            options.Headers["Cookie"] = program.Cookie;
            options.Headers["Origin"] = program.Address.GetLeftPart(UriPartial.Authority);
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        return builder.Build();
    }

    // The page marks where its components belong, as comments that only its server can read.
    private static string Additions(string html) => new JsonObject
    {
        ["batchId"] = 1,
        ["operations"] = new JsonArray([.. Marker().Matches(html).Select((match, i) => new JsonObject
        {
            ["type"] = "add",
            ["ssrComponentId"] = i + 1,
            ["marker"] = JsonNode.Parse(match.Groups[1].Value),
        })]),
    }.ToJsonString();

    private async Task TakeAsync(long number, byte[] drawing)
    {
        await _connection.SendAsync("OnRenderCompleted", number, null as string);
        if (drawing.AsSpan().IndexOf(s_shown) >= 0)
        {
            _drawn.TrySetResult();
        }
    }

    private Task AnswerAsync(long number, string function, string arguments, int wanted, long target, int kind)
    {
        object? result = wanted switch
        {
            ObjectReference => new { __jsObjectId = number },
            Nothing => null,
            _ => s_answers.GetValueOrDefault(function, false),
        };
        return _connection.SendAsync("EndInvokeJSFromDotNet", number, true, JsonSerializer.Serialize(new[] { number, true, result }));
    }

    private void Fail(InvalidOperationException failure)
    {
        _failure = failure;
        _drawn.TrySetException(failure);
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Marker();
}
