using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace MathesarSetup.Web.Hosting;

/// <summary>Holds the keys of ASP.NET's data protection for as long as the process lives; by default they land in ~/.aspnet.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock _oneAtATime = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_oneAtATime)
        {
            return [.. _keys.Select(key => new XElement(key))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_oneAtATime)
        {
            _keys.Add(new XElement(element));
        }
    }
}
