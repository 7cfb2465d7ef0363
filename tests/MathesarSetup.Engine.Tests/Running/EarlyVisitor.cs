using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// Somebody who tries, many times a second and from before the first start, to become administrator of a Mathesar that nobody owns yet.
/// </summary>
internal sealed class EarlyVisitor : IDisposable
{
    private static readonly byte[] s_request = Encoding.ASCII.GetBytes("GET /complete_installation/ HTTP/1.0\r\nHost: localhost\r\n\r\n");

    private readonly CancellationTokenSource _gone = new();
    private readonly ConcurrentQueue<string> _answers = new();
    private readonly int _port;
    private readonly Thread _visits;
    private int _attempts;

    public EarlyVisitor(int port)
    {
        _port = port;
        _visits = new Thread(Visit) { IsBackground = true };
        _visits.Start();
    }

    /// <summary>How often it knocked.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>The status of every answer so far, such as <c>302</c>: 200 would be the page that makes whoever fills it in administrator.</summary>
    public string[] Answers => [.. _answers];

    public void Dispose()
    {
        _gone.Cancel();
        _visits.Join();
        _gone.Dispose();
    }

    private void Visit()
    {
        do
        {
            Interlocked.Increment(ref _attempts);
            if (Ask() is { Length: > 0 } answer)
            {
                _answers.Enqueue(answer);
            }
        }
        while (!_gone.Token.WaitHandle.WaitOne(15));
    }

    // Docker itself takes the connection while nothing listens inside, and closes it: only bytes are an answer.
    private string Ask()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", _port) { ReceiveTimeout = 3000 };
            client.GetStream().Write(s_request);
            var head = new byte[12];
            var read = client.GetStream().ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var text = Encoding.ASCII.GetString(head, 0, read);
            return read < head.Length ? text : text[9..];
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return "";
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Attempts} attempts, answers: {string.Join(' ', Answers.Distinct())}");
}
