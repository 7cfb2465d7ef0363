using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <content>What is to be said about services and files.</content>
internal static partial class ImportFindings
{
    public static Finding NoSuchService(string named, IEnumerable<string> services) => ImportFinding.NoService.Say(
        $"{named} is not the name of one service. There are {string.Join(", ", services)}. Name one of them.");

    public static Finding SeveralMathesars(IEnumerable<string> services) => ImportFinding.MathesarsSeveral.Say(
        $"Several services run Mathesar, or could: {string.Join(", ", services)}. Name the one that is meant. "
            + "The others stay as they are.");

    public static Finding MathesarUnsure(string service, string image) => ImportFinding.MathesarUnsure.Say(
        $"{service} is taken for Mathesar by its variables alone{(image.Length > 0 ? $"; its image is {image}" : "")}. Other programs built on "
            + "Django have such variables too. Where it is another one, take nothing over.");

    public static Finding OtherName(string path) => ImportFinding.OtherName.Say(
        $"{path} is read: it says services, and no other file here does. Compose reads it only where it is named.") with
    { File = path };

    public static Finding SeveralFiles(IEnumerable<string> paths) => ImportFinding.FilesSeveral.Say(
        $"Several files say services, and Compose reads none of them by itself: {string.Join(", ", paths)}. Name the one that is meant.");

    public static Finding FileUnread(string path, Place at, bool isNeeded) => ImportFinding.FileUnread.Say(isNeeded
        ? $"{path} could not be read, and it says what runs. Bring it to its place and read again."
        : $"{path} could not be read, so what it says is unknown.") with
    { File = at.File, Line = at.Line, Severity = isNeeded ? Severity.Error : Severity.Warning };

    public static Finding DatabaseUrlUnread(string release) => ImportFinding.DatabaseUrlUnread.Say(
        $"DJANGO_DATABASE_URL has no effect in Mathesar {release}: 0.1.0 to 0.1.3 alone read it. Without POSTGRES_HOST the records lie in the "
            + "database inside Mathesar's container.", DatabaseSettings.Mode.Key);

    public static Finding DatabaseInside(string container) => ImportFinding.DatabaseInside.Say(
        $"The database lies inside the container, in no volume that has a name, and is gone with it. Copy it out before the container is replaced: "
            + $"docker cp {container}:{ContainerPaths.InnerDatabase}/. ./database-of-before", KeptSettings.DatabaseData.Key);

    public static Finding AddressUnknown(string because) => ImportFinding.AddressUnknown.Say(
        $"{because}, so nothing tells the address under which people open Mathesar. Give it as the address.", AccessSettings.Url.Key);
}
