using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using MathesarSetup.App.Opening;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Files;
using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Hosting;

/// <summary><c>mathesar-setup serve</c>: the wizard in the browser.</summary>
internal static class ServeCommand
{
    private const int Usage = 2;

    private static readonly Option<string?> Dir = new("--dir")
    {
        Description = "The install directory. Default: the current one if it holds an installation, else ~/mathesar.",
        HelpName = "DIR",
    };
    private static readonly Option<string[]> AllowHost = new("--allow-host")
    {
        Description = "A further name that browsers may use for this machine. Can be repeated.",
        HelpName = "NAME",
    };
    private static readonly Option<bool> NoBrowser = new("--no-browser") { Description = "Only print the link." };
    private static readonly Option<string?> TlsCert = new("--tls-cert")
    {
        Description = "Serve HTTPS with this certificate (PEM, its chain below it).",
        HelpName = "FILE",
    };
    private static readonly Option<string?> TlsKey = new("--tls-key")
    {
        Description = "The key of --tls-cert (PEM, without a passphrase).",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Insecure = new("--insecure") { Description = "Allow --listen beyond this machine without HTTPS." };

    private static readonly Option<bool> FirstBoot = new("--first-boot")
    {
        Description = "For an appliance: end for good once Mathesar is installed, and start never again in this directory.",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Open the wizard in the browser.")
        {
            Dir, ListenOptions.Port, ListenOptions.Listen, AllowHost, NoBrowser, TlsCert, TlsKey, Insecure, FirstBoot,
        };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (options, refusal) = Read(parsed);
        if (options is null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"error: {refusal}");
            return Usage;
        }

        if (options.FirstBoot && FirstBootEnd.IsReached(options.Directory))
        {
            // The unit starts no program where the mark is, and would go on starting one that ends at once.
            if (!FirstBootMark.IsThere(options.Directory) && FirstBootMark.Make(options.Directory) is { } unmarked)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"error: {unmarked.Message}");
            }

            parsed.InvocationConfiguration.Output.WriteLine($"Mathesar is installed in {options.Directory}, so the first boot is over. "
                + $"To open the wizard again: mathesar-setup serve --dir {Sh.Quote(options.Directory)}");
            return 0;
        }

        return WizardRun.RunAsync(options, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).GetAwaiter().GetResult();
    }

    private static (ServeOptions? Options, string? Refusal) Read(ParseResult parsed)
    {
        var listen = parsed.GetRequiredValue(ListenOptions.Listen);
        var (tls, refusal) = ReadTls(parsed.GetValue(TlsCert), parsed.GetValue(TlsKey));
        // A first boot says itself that the way is unencrypted: on its machine nobody sits who could have been told before.
        var isFirstBoot = parsed.GetValue(FirstBoot);
        if (refusal is null && tls is null && !parsed.GetValue(Insecure) && !isFirstBoot && !IPAddress.IsLoopback(listen))
        {
            refusal = $"--listen {listen} would send passwords over the network unencrypted. Add --tls-cert and --tls-key, "
                + "or --insecure if something else protects the way, or leave --listen out and use an SSH tunnel.";
        }

        return refusal is not null ? (null, refusal) : (new ServeOptions
        {
            Directory = InstallPlace.Choose(parsed.GetValue(Dir)),
            Port = parsed.GetRequiredValue(ListenOptions.Port),
            Listen = listen,
            AllowedHosts = [.. (parsed.GetValue(AllowHost) ?? []).Select(HostNames.Bare)],
            OpenBrowser = !parsed.GetValue(NoBrowser),
            Tls = tls,
            FirstBoot = isFirstBoot,
            NetworkName = isFirstBoot ? NetworkName(listen) : null,
            OwnNames = isFirstBoot && !IPAddress.IsLoopback(listen) ? OwnNames() : [],
            InColour = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
        }, null);
    }

    private static string? NetworkName(IPAddress listen) =>
        IPAddress.IsLoopback(listen) ? null
        : listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? StartFacts.NetworkAddress()
        : HostNames.InUrl(listen);

    // A name without a dot, or below .local, is this network's own: no foreign page can be made to bear it.
    private static ImmutableArray<string> OwnNames()
    {
        var name = Environment.MachineName.Split('.')[0].ToLowerInvariant();
        return [name, $"{name}.local"];
    }

    private static (TlsCertificate? Tls, string? Refusal) ReadTls(string? certificate, string? key)
    {
        if (certificate is null || key is null)
        {
            return (null, certificate is null && key is null ? null : "--tls-cert and --tls-key belong together: give both, or neither.");
        }

        try
        {
            return (TlsCertificate.Read(certificate, key), null);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return (null, $"Cannot serve HTTPS with --tls-cert {certificate} and --tls-key {key}: {FileWords.Why(problem)}. Both must "
                + "be readable PEM files that belong together, the key without a passphrase.");
        }
    }
}
