using MathesarSetup.Catalogue;

namespace MathesarSetup.Installations;

internal sealed partial class InstallationReader
{
    private void ReadNames()
    {
        foreach (var (service, name, container) in new[]
        {
            (_web, KeptSettings.WebService, KeptSettings.WebContainer),
            (_database, KeptSettings.DatabaseService, KeptSettings.DatabaseContainer),
            (_proxy, KeptSettings.ProxyService, KeptSettings.ProxyContainer),
        })
        {
            if (service is null)
            {
                continue;
            }

            if (service.Name != Answers.None.DefaultText(name))
            {
                _answers.Say(name.Key, service.Name);
            }

            _answers.Say(container, service.Container);
        }
    }
}
