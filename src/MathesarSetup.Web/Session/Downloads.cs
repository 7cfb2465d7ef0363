using System.Text;
using MathesarSetup.App.Writing;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Web.Session;

/// <summary>The files as downloads. They hold secrets, so they stand behind the same entry as the wizard.</summary>
public static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/download/file/{**path}", (string path, WizardSession session) =>
            session.Preview.Files.FirstOrDefault(f => f.Path == path) is { } file
                ? Results.File(Encoding.UTF8.GetBytes(file.Content), "application/octet-stream", path[(path.LastIndexOf('/') + 1)..])
                : Results.NotFound());
        routes.MapGet("/download/{name}", (string name, WizardSession session) =>
            InstallationFileWriter.KindOf(name) is { } kind ? Pack(session, kind, name) : Results.NotFound());
    }

    // A tar file carries the modes, and with them the secrets' privacy; the archive is small, so it is made whole before it is sent.
    private static IResult Pack(WizardSession session, ArchiveKind kind, string name)
    {
        if (session.Setup.IsBlocked)
        {
            return Results.Conflict();
        }

        return Results.File(InstallationFileWriter.Pack(session.Setup.Files, kind, session.Setup.Plan.Name),
            kind is ArchiveKind.Zip ? "application/zip" : "application/gzip", name);
    }
}
