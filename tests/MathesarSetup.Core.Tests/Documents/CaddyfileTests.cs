using System.Text.Json.Nodes;
using CsCheck;
using MathesarSetup.Documents.WebServers;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What stands in a Caddyfile is what Caddy understands.</summary>
public sealed class CaddyfileTests
{
    [Fact]
    public void Every_value_that_can_be_carried_arrives() =>
        HostileText.OneLine.Where(Caddyfile.CanCarry).Array[200].Sample(
            values =>
            {
                var file = new Caddyfile("A test.");
                file.Block(":8080", site =>
                {
                    for (var i = 0; i < values.Length; i++)
                    {
                        site.Add("header", $"/{i}", "X-Value", values[i]);
                    }
                });
                Assert.Equal(values, HeaderValues(Adapt(file)));
            },
            iter: 5,
            threads: 1);

    [Theory]
    [InlineData("{$HOME}")]
    [InlineData("{env.HOME}")]
    [InlineData("a`b\\")]
    [InlineData("a`b\\\"")]
    [InlineData("a\nb")]
    public void A_value_that_Caddy_would_change_is_refused(string value)
    {
        Assert.False(Caddyfile.CanCarry(value));
        Assert.Throws<ArgumentException>(() => new Caddyfile().Add("respond", value));
    }

    [Fact]
    public void A_front_for_Mathesar_reads_like_one_written_by_hand_and_is_valid()
    {
        var file = new Caddyfile("The front of Mathesar.");
        file.Block("", options => options.Add("email", "me@example.org"));
        file.Blank();
        file.Block("https://mathesar.example.org", site =>
        {
            site.Comment("CSV imports are large.");
            site.Block("request_body", body => body.Add("max_size", "512MB"));
            site.Block("reverse_proxy", ["mathesar:8000"], proxy => proxy.Add("header_up", "Host", Caddyfile.Placeholder("host")));
            site.Add("respond", "/about", "It's \"Mathesar\".");
        });
        Assert.Equal(
            """
            # The front of Mathesar.
            {
            	email me@example.org
            }

            https://mathesar.example.org {
            	# CSV imports are large.
            	request_body {
            		max_size 512MB
            	}
            	reverse_proxy mathesar:8000 {
            		header_up Host {host}
            	}
            	respond /about "It's \"Mathesar\"."
            }

            """,
            file.Write());
        using var directory = new TemporaryDirectory();
        var path = directory.Write("Caddyfile", file.Write());
        new ChildProcess(RealPart.Require("caddy"), "validate", "--adapter", "caddyfile", "--config", path) { Environment = Home(directory) }.Run()
            .Successful();
        // Caddy's own formatter has nothing to change.
        Assert.Equal(file.Write(), new ChildProcess(RealPart.Require("caddy"), "fmt", path) { Environment = Home(directory) }.Run().Output);
    }

    private static JsonNode Adapt(Caddyfile file)
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("Caddyfile", file.Write());
        var caddy = new ChildProcess(RealPart.Require("caddy"), "adapt", "--config", path) { Environment = Home(directory) };
        return JsonNode.Parse(caddy.Run().Successful().Output)!;
    }

    // Caddy sorts its routes by path: each value is found by the number in its path.
    private static string[] HeaderValues(JsonNode adapted) =>
        [.. adapted["apps"]!["http"]!["servers"]!["srv0"]!["routes"]!.AsArray()
            .Select(route =>
                (Path: (string)route!["match"]![0]!["path"]![0]!, Value: (string)route["handle"]![0]!["response"]!["set"]!["X-Value"]![0]!))
            .OrderBy(route => int.Parse(route.Path[1..], System.Globalization.CultureInfo.InvariantCulture)).Select(route => route.Value)];

    private static Dictionary<string, string?> Home(TemporaryDirectory directory) =>
        new() { ["HOME"] = directory.Path, ["XDG_DATA_HOME"] = null, ["XDG_CONFIG_HOME"] = null };
}
