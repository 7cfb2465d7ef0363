using FluentValidation;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Who reaches Mathesar and under which names.</summary>
internal sealed class AccessValidator : AbstractValidator<Answers>
{
    public AccessValidator()
    {
        // A cluster has no address of a machine to listen on: KubernetesValidator speaks of its ways in.
        Unless(KubernetesSettings.IsCluster, () =>
        {
            WithoutProxy();
            Exposure();
        });
        Names();
    }

    private void WithoutProxy() => When(static a => a.Get(ProxySettings.Kind) is ProxyKind.None, () =>
    {
        RuleFor(a => a).Must(static a => !Url(a).IsHttps)
            .Says(AccessFinding.HttpsWithoutProxy, AccessSettings.Url,
                fix: static _ => Fix.To("Add Caddy", ProxySettings.Kind, ProxyKind.Caddy),
                otherFix: static _ => Fix.To("Use one that I run", ProxySettings.Kind, ProxyKind.External));

        RuleFor(a => a).Must(static a => !IsOnLoopback(a) || Url(a).IsLocal)
            .Says(AccessFinding.BindHidesAddress, AccessSettings.Bind,
                static a => $"Mathesar would answer only on this machine itself, so nobody else can open {Url(a)}. Open the port on every "
                    + "address, or put a proxy in front.",
                static _ => Fix.To("Open it on every address", AccessSettings.Bind, ListenAddress.Everywhere));

        RuleFor(a => a).Must(static a => Url(a).IsHttps || Url(a).Port == a.Get(AccessSettings.Port))
            .Says(AccessFinding.PortDiffers, AccessSettings.Url,
                static a => $"People would open port {Url(a).Port}, but Mathesar answers on port {a.Get(AccessSettings.Port)}. Make them the "
                    + "same, unless something of yours forwards one to the other.",
                static a => Fix.To($"Use port {Url(a).Port}", AccessSettings.Port, Url(a).Port));
    });

    private void Exposure()
    {
        RuleFor(a => a).Must(static a => !IsOpen(a))
            .Says(AccessFinding.Open, AccessSettings.Bind,
                static a => $"Everybody who can reach {Listening(a)} can open port {a.Get(AccessSettings.Port)}"
                    + $"{(RunSettings.OnHost(a) ? "" : ": ports that containers publish pass by firewalls such as ufw")}. Keep it if that is "
                    + "what you want.",
                static _ => Fix.To("Only this machine", AccessSettings.Bind, ListenAddress.Loopback));

        RuleFor(a => a).Must(static a => Url(a).IsHttps || Url(a).IsLocal || IsOnLoopback(a))
            .Says(AccessFinding.PlainHttp, AccessSettings.Url);

        // A target may say more about it.
        RuleFor(a => a).Must(static a => a.Get(AccessSettings.Port) >= 1024)
            .Unless(static a => ProxySettings.RunsOne(a) || RunSettings.OnHost(a) || TargetKinds.Of(a).TellsLowPorts)
            .Says(AccessFinding.LowPort, AccessSettings.Port,
                static a => $"Port {a.Get(AccessSettings.Port)} is below 1024. A rootless engine cannot open it without a change to the machine; "
                    + "8000 works everywhere.",
                static _ => Fix.To($"Use port {WebPages.Port}", AccessSettings.Port, WebPages.Port));
    }

    private void Names()
    {
        RuleFor(a => a).Must(static a => !HostName.IsExample(Url(a).Host))
            .Says(AccessFinding.ExampleName, AccessSettings.Url,
                static a => $"{Url(a).Host} is a name for examples: it belongs to nobody, and nobody reaches this machine by it. Give the name that "
                    + "leads here.");
        AnyHost();
    }

    private void AnyHost() => RuleFor(a => a).Must(static a => !a.Get(AccessSettings.Hosts).Items.Contains("*"))
        .Says(AccessFinding.AnyHost, AccessSettings.Hosts,
            fix: static a => Fix.To("Take the star out", AccessSettings.Hosts.Key, string.Join(",", a.Get(AccessSettings.Hosts).Items.Remove("*"))));

    private static PublicUrl Url(Answers a) => a.Get(AccessSettings.Url);

    private static bool IsOnLoopback(Answers a) => a.Get(AccessSettings.Bind).IsLoopback;

    private static bool IsOpen(Answers a) =>
        a.Get(ProxySettings.Kind) is ProxyKind.None or ProxyKind.External && !IsOnLoopback(a) && a.Get(ProxySettings.Network).Length == 0;

    private static string Listening(Answers a) =>
        a.Get(AccessSettings.Bind) is { IsEverywhere: false } bind ? $"{bind}" : "any address of this machine";
}
