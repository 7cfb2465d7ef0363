using System.Globalization;
using MathesarSetup.Documents.WebServers;
using MathesarSetup.Values;

namespace MathesarSetup.Planning.Proxies;

/// <summary>Mathesar behind nginx, whose own limits of 1 MB and 60 s would break imports.</summary>
internal static class NginxFront
{
    public static string Write(Front front)
    {
        var file = new NginxConf(front.IsSite ? "Mathesar's site in this machine's nginx. After a change: reload nginx."
            : front.IsOurs ? "nginx in front of Mathesar. After a change: restart the proxy."
            : "An example for your own nginx, to be included in its http block. Name your certificate's files.");
        file.Blank();
        if (front.RateLimit > 0)
        {
            file.Comment("How many requests per second one address may make.");
            file.Add("limit_req_zone", NginxConf.Variable("binary_remote_addr"), $"zone={front.Name}:10m",
                string.Create(CultureInfo.InvariantCulture, $"rate={front.RateLimit}r/s"));
            file.Blank();
        }

        if (front.IsHttps)
        {
            file.Block("server", server => Redirect(server, front));
            file.Blank();
        }

        file.Block("server", server => Server(server, front));
        return file.Write();
    }

    private static void Redirect(NginxConf server, Front front)
    {
        Listen(server, front, front.HttpPort, tls: false);
        Names(server, front);
        server.Add("return", "301", front.PortSuffix.Length == 0
            ? NginxArgument.Join("https://", NginxConf.Variable("host"), NginxConf.Variable("request_uri"))
            : NginxArgument.Join("https://", NginxConf.Variable("host"), front.PortSuffix, NginxConf.Variable("request_uri")));
    }

    private static void Server(NginxConf server, Front front)
    {
        // Inside its container nginx always listens on 80 and 443; the machine's ports lead there.
        Listen(server, front, front.IsHttps ? front.HttpsPort : front.HttpPort, front.IsHttps);
        Names(server, front);
        if (front.IsHttps)
        {
            server.Add("ssl_certificate", front.CertificatePath);
            server.Add("ssl_certificate_key", front.KeyPath);
            server.Add("ssl_protocols", "TLSv1.2", "TLSv1.3");
        }

        server.Comment("CSV files are imported in one request; nginx alone would stop at 1 MB.");
        server.Add("client_max_body_size", string.Create(CultureInfo.InvariantCulture, $"{front.BodyLimit}m"));
        server.Blank();
        server.Block("location", ["/"], location => Location(location, front));
    }

    private static void Location(NginxConf location, Front front)
    {
        if (front.RateLimit > 0)
        {
            location.Add("limit_req", $"zone={front.Name}", string.Create(CultureInfo.InvariantCulture, $"burst={front.RateLimit * 2}"), "nodelay");
        }

        if (front.IsOurs)
        {
            location.Comment("Docker's own name server: Mathesar is found again when its container was made anew.");
            location.Add("resolver", "127.0.0.11", "valid=10s");
            location.Add("set", NginxConf.Variable("mathesar"), $"http://{front.Upstream}");
            location.Add("proxy_pass", NginxConf.Variable("mathesar"));
        }
        else
        {
            location.Add("proxy_pass", $"http://{front.Upstream}");
        }

        location.Comment("Mathesar compares both with what the browser sends: without them logins fail with a CSRF error.");
        location.Add("proxy_set_header", "Host", NginxConf.Variable("http_host"));
        location.Add("proxy_set_header", "X-Forwarded-Proto", NginxConf.Variable("scheme"));
        location.Add("proxy_set_header", "X-Forwarded-For", NginxConf.Variable("proxy_add_x_forwarded_for"));
        location.Comment("Slow imports and queries take their time.");
        location.Add("proxy_read_timeout", "300s");
        location.Add("proxy_send_timeout", "300s");
    }

    private static void Listen(NginxConf server, Front front, int port, bool tls)
    {
        string[] addresses = front.Address is { } one
            ? [string.Create(CultureInfo.InvariantCulture, $"{HostName.InUrl(one)}:{port}")]
            : [port.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"[::]:{port}")];
        foreach (var address in addresses)
        {
            if (tls)
            {
                server.Add("listen", address, "ssl");
            }
            else
            {
                server.Add("listen", address);
            }
        }
    }

    private static void Names(NginxConf server, Front front) =>
        server.Add("server_name", [.. front.Hosts.Select(h => (NginxArgument)HostName.InUrl(h))]);
}
