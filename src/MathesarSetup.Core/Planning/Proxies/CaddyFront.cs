using System.Globalization;
using MathesarSetup.Documents.WebServers;
using MathesarSetup.Values;

namespace MathesarSetup.Planning.Proxies;

/// <summary>Mathesar behind Caddy, which forwards Host and sets X-Forwarded-Proto by itself.</summary>
internal static class CaddyFront
{
    public static string Write(Front front)
    {
        var file = new Caddyfile(front.IsSite ? "Mathesar's site in this machine's Caddy. After a change: reload Caddy."
            : front.IsOurs ? "Caddy in front of Mathesar. After a change: restart the proxy."
            : "An example for your own Caddy. Copy what you need; nothing reads this file here.");
        file.Blank();
        if (front.IsOurs && front.IsHttps && (front.Email.Length > 0 || front.PortSuffix.Length > 0))
        {
            file.Block("", options => Options(options, front));
            file.Blank();
        }

        file.Block($"({front.Name})", body => Site(body, front));
        foreach (var host in front.Hosts)
        {
            Address(file, front, host);
        }

        return file.Write();
    }

    private static void Options(Caddyfile options, Front front)
    {
        if (front.Email.Length > 0)
        {
            options.Comment("The certificate authority writes here when a certificate is about to expire.");
            options.Add("email", front.Email);
        }

        if (front.PortSuffix.Length > 0)
        {
            options.Comment("Caddy would redirect to port 443; the redirects below name the port that is really open.");
            options.Add("auto_https", "disable_redirects");
        }
    }

    private static void Address(Caddyfile file, Front front, string host)
    {
        var scheme = front.IsHttps ? "https" : "http";
        file.Blank();
        // Inside its container Caddy always listens on 80 and 443; the machine's ports lead there.
        var port = front.IsSite ? Port(front) : "";
        file.Block($"{scheme}://{HostName.InUrl(host)}{port}", site => site.Add("import", front.Name));
        if (front.IsOurs && front.IsHttps && front.PortSuffix.Length > 0)
        {
            file.Block($"http://{HostName.InUrl(host)}",
                site => site.Add("redir", CaddyArgument.Join($"https://{HostName.InUrl(host)}{front.PortSuffix}", Caddyfile.Placeholder("uri"))));
        }
    }

    private static string Port(Front front) => (front.IsHttps, front.IsHttps ? front.HttpsPort : front.HttpPort) is (true, not 443) or (false, not 80)
        ? string.Create(CultureInfo.InvariantCulture, $":{(front.IsHttps ? front.HttpsPort : front.HttpPort)}")
        : "";

    private static void Site(Caddyfile body, Front front)
    {
        if (front.Address is { } address)
        {
            body.Add("bind", address);
        }

        if (front.HasOwnCertificate)
        {
            body.Add("tls", front.CertificatePath, front.KeyPath);
        }
        else if (front.IsSite && front.IsHttps && front.Email.Length > 0)
        {
            body.Comment("The certificate authority writes here when a certificate is about to expire.");
            body.Add("tls", front.Email);
        }

        body.Comment("CSV files are imported in one request.");
        body.Block("request_body", limit => limit.Add("max_size", string.Create(CultureInfo.InvariantCulture, $"{front.BodyLimit}MB")));
        body.Add("encode", "zstd", "gzip");
        body.Block("reverse_proxy", [front.Upstream], upstream =>
        {
            upstream.Comment("Slow imports and queries take their time.");
            upstream.Block("transport", ["http"], transport =>
            {
                transport.Add("read_timeout", "300s");
                transport.Add("write_timeout", "300s");
            });
        });
    }
}
