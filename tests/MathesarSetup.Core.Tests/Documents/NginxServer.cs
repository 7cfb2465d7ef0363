using System.Diagnostics;
using System.Net.Sockets;
using MathesarSetup.Documents.WebServers;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>A real nginx with one server block, on a socket file of its own.</summary>
internal sealed class NginxServer : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;
    private readonly HttpClient _client;

    public NginxServer(Action<NginxConf> body)
    {
        var socket = new UnixDomainSocketEndPoint(_directory.At("socket"));
        var main = _directory.Write("nginx.conf", Document(body).Write());
        _process = Process.Start(RealPart.Require("nginx"), ["-p", _directory.Path, "-e", _directory.At("errors"), "-c", main]);
        _client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, _) => await Task.Run(() => Connect(socket)) })
        {
            BaseAddress = new Uri("http://localhost"),
        };
    }

    public string Get(string path)
    {
        using var response = _client.Send(new HttpRequestMessage(HttpMethod.Get, path));
        using var reader =
            new StreamReader(response.Content.ReadAsStream(), new System.Text.UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _directory.Dispose();
    }

    // The socket's file is there a moment before anybody listens on it.
    private NetworkStream Connect(UnixDomainSocketEndPoint socket)
    {
        for (var tries = 0; ; tries++)
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                connection.Connect(socket);
                return new NetworkStream(connection, ownsSocket: true);
            }
            catch (SocketException) when (tries < 200 && !_process.HasExited)
            {
                connection.Dispose();
                Thread.Sleep(50);
            }
        }
    }

    private NginxConf Document(Action<NginxConf> body)
    {
        var conf = new NginxConf();
        conf.Add("daemon", "off");
        conf.Add("master_process", "off");
        conf.Add("pid", _directory.At("pid"));
        conf.Block("events", _ => { });
        conf.Block("http", http =>
        {
            http.Add("access_log", "off");
            foreach (var kind in (string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
            {
                http.Add($"{kind}_temp_path", _directory.At(kind));
            }

            http.Block("server", server =>
            {
                server.Add("listen", $"unix:{_directory.At("socket")}");
                body(server);
            });
        });
        return conf;
    }
}
