using CsCheck;
using MathesarSetup.Documents.WebServers;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What stands in an nginx configuration is what nginx understands.</summary>
public sealed class NginxConfTests
{
    [Fact]
    public void Every_value_that_can_be_carried_arrives() =>
        HostileText.OneLine.Where(value => NginxConf.CanCarry(value) && value.Length > 0).Array[100].Sample(
            values =>
            {
                using var nginx = new NginxServer(server =>
                {
                    for (var i = 0; i < values.Length; i++)
                    {
                        server.Block("location", ["=", $"/{i}"], location => location.Add("return", "200", values[i]));
                    }
                });
                Assert.Equal(values, values.Select((_, i) => nginx.Get($"/{i}")));
            },
            iter: 10,
            threads: 1);

    [Theory]
    [InlineData("$host")]
    [InlineData("a$")]
    [InlineData("a\nb")]
    public void A_value_that_nginx_would_change_is_refused(string value)
    {
        Assert.False(NginxConf.CanCarry(value));
        Assert.Throws<ArgumentException>(() => new NginxConf().Add("return", "200", value));
    }

    [Fact]
    public void An_argument_that_overflows_the_buffer_of_nginx_is_refused()
    {
        Assert.True(NginxConf.CanCarry(new('"', 2000)));
        Assert.False(NginxConf.CanCarry(new('é', 1001)));
        using var nginx = new NginxServer(server => server.Add("return", "200", new string('"', 2000)));
        Assert.Equal(new('"', 2000), nginx.Get("/"));
    }

    [Fact]
    public void A_front_for_Mathesar_reads_like_one_written_by_hand()
    {
        var conf = new NginxConf("The front of Mathesar.");
        conf.Block("server", server =>
        {
            server.Add("listen", "80");
            server.Add("server_name", "mathesar.example.org", "data.example.org");
            server.Comment("CSV imports are large.");
            server.Add("client_max_body_size", "512m");
            server.Blank();
            server.Block("location", ["/"], location =>
            {
                location.Add("proxy_set_header", "Host", NginxConf.Variable("http_host"));
                location.Add("return", "200", "It's \"Mathesar\" {};");
            });
        });
        Assert.Equal(
            """
            # The front of Mathesar.
            server {
                listen 80;
                server_name mathesar.example.org data.example.org;
                # CSV imports are large.
                client_max_body_size 512m;

                location / {
                    proxy_set_header Host $http_host;
                    return 200 "It's \"Mathesar\" {};";
                }
            }

            """,
            conf.Write());
        using var directory = new TemporaryDirectory();
        var site = directory.Write("site.conf", conf.Write());
        var main = directory.Write("nginx.conf", $"pid {directory.At("pid")};\nevents {{}}\nhttp {{ include {site}; }}\n");
        new ChildProcess(RealPart.Require("nginx"), "-t", "-p", directory.Path, "-e", "stderr", "-c", main).Run().Successful();
    }
}
