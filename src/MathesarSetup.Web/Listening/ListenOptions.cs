using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace MathesarSetup.Web.Listening;

/// <summary>Where the wizard listens: said to <c>serve</c>, and to <c>probe</c> to find it again.</summary>
internal static class ListenOptions
{
    public static readonly Option<int> Port = new("--port")
    {
        Description = $"The port; 0 takes a free one. Default: {ServeOptions.DefaultPort}.",
        HelpName = "PORT",
        CustomParser = ReadPort,
        DefaultValueFactory = _ => ServeOptions.DefaultPort,
    };

    public static readonly Option<IPAddress> Listen = new("--listen")
    {
        Description = "The address to listen on. Default: 127.0.0.1, which only this machine reaches.",
        HelpName = "ADDRESS",
        CustomParser = ReadAddress,
        DefaultValueFactory = _ => IPAddress.Loopback,
    };

    private static int ReadPort(ArgumentResult given)
    {
        if (ushort.TryParse(given.Tokens[0].Value, out var port))
        {
            return port;
        }

        given.AddError($"--port {given.Tokens[0].Value} is no port: give a number from 0 to 65535.");
        return 0;
    }

    private static IPAddress ReadAddress(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (text is "localhost")
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        given.AddError($"--listen {text} is no address: give one of this machine's, such as 127.0.0.1, ::1 or 0.0.0.0.");
        return IPAddress.Loopback;
    }
}
