using System.Net;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Session;

public sealed class DownloadTests
{
    [Theory]
    [InlineData("/download/mathesar.zip")]
    [InlineData("/download/mathesar.tar.gz")]
    [InlineData("/download/file/.env")]
    public async Task NothingIsDownloadedWithoutTheCookie(string path)
    {
        await using var wizard = await RunningWizard.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/download/mathesar.zip", "application/zip", "PK")]
    [InlineData("/download/mathesar.tar.gz", "application/gzip", "\u001f")]
    [InlineData("/download/file/.env", "application/octet-stream", "#")]
    public async Task WhoHasEnteredGetsTheFiles(string path, string type, string start)
    {
        await using var wizard = await RunningWizard.StartAsync();

        var answer = await wizard.GetAsync(path, await wizard.EnterAsync());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(type, answer.Header("Content-Type"));
        Assert.StartsWith("attachment", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.StartsWith(start, answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/download/file/../../etc/passwd")]
    [InlineData("/download/file/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/download/file/nothing")]
    [InlineData("/download/mathesar.exe")]
    public async Task OnlyWhatWasGeneratedCanBeDownloaded(string path)
    {
        await using var wizard = await RunningWizard.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await wizard.GetAsync(path, await wizard.EnterAsync())).Status);
    }
}
