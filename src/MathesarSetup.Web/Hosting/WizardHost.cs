using MathesarSetup.Web.Components;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MathesarSetup.Web.Hosting;

/// <summary>Puts the wizard's web server together.</summary>
internal static class WizardHost
{
    private const long LargestRequest = 2 * 1024 * 1024;

    // An open tab must not hold up Ctrl+C.
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(1);

    /// <summary>Builds it from nothing, so that no variable, settings file or argument of ASP.NET can open a port or loosen a log.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="output">Where links are printed.</param>
    /// <param name="time">The clock of idleness and rates.</param>
    /// <param name="addServices">What a test adds.</param>
    public static WebApplication Build(ServeOptions options, TextWriter output, TimeProvider time, Action<WebApplicationBuilder>? addServices = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WizardHost).Assembly.GetName().Name,
            // The assets lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Unpublished assets would be compressed again for each request, at level none.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        QuietLog.AddTo(builder.Logging);
        WizardServices.AddTo(builder.Services, options, output, time);
        addServices?.Invoke(builder);

        var app = builder.Build();
        Map(app);
        return app;
    }

    /// <summary>The port that a started wizard listens on.</summary>
    public static int PortOf(WebApplication app) =>
        new Uri(app.Urls.First()).Port;

    private static void Configure(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestRequest;
        kestrel.Listen(options.Listen, options.Port, listen =>
        {
            if (options.Tls is { } tls)
            {
                listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (tls.Leaf, tls.Chain));
            }
        });
    }

    private static void Map(WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HostAllowList>();
        app.Use((context, next) => context.Request.Path == "/healthz" ? HealthAsync(context) : next(context));
        app.UseWebSockets();
        app.UseMiddleware<OriginRules>();
        app.UseMiddleware<Door>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRouting();
        app.UseAntiforgery();
        if (EmbeddedAssets.Any)
        {
            app.UseMiddleware<EmbeddedAssets>();
        }
        else
        {
            app.MapStaticAssets();
        }

        app.MapDownloads();
        app.MapRazorComponents<Document>().AddInteractiveServerRenderMode(server => server.DisableWebSocketCompression = true);
    }

    private static Task HealthAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
