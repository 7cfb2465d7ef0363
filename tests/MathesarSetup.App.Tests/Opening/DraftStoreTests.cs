using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

public sealed class DraftStoreTests : IDisposable
{
    private static readonly Draft Draft = Draft.Empty.With("database.password", "ünï\u0001code \"quoted\"\n").With("access.port", "half-typ");

    private readonly TemporaryDirectory _folder = new();

    private DraftStore Store => new(_folder.At("state"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_draft_comes_back_as_it_was_saved_and_only_its_owner_can_read_it()
    {
        Assert.Null(Store.Save("/srv/one", Draft));

        Assert.Equal(Draft.Texts, Store.Load("/srv/one/").Draft!.Texts);
        Assert.Null(Store.Load("/srv/two").Draft);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Store.PathOf("/srv/one")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.At("state")));
        Assert.Single(Directory.GetFiles(_folder.At("state")));
    }

    [Fact]
    public void Saving_again_replaces_and_forgetting_removes()
    {
        Store.Save("/srv/one", Draft);
        Store.Save("/srv/one", Draft.Empty.With("access.port", "8000"));
        Assert.Equal("8000", Assert.Single(Store.Load("/srv/one").Draft!.Texts).Value);

        Assert.Null(Store.Forget("/srv/one"));
        Assert.Null(Store.Load("/srv/one").Draft);
        Assert.Null(Store.Forget("/srv/one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"schema\": 1, \"directory\": \"/srv/one\", \"answers\": {\"access.port\": \"80")]
    [InlineData("{\"schema\": 1, \"answers\": {\"access.port\": null}}")]
    [InlineData("{\"schema\": 1}")]
    [InlineData("{\"schema\": 2, \"answers\": {}}")]
    [InlineData("null")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_draft_is_kept_aside_and_said(string damaged)
    {
        Store.Save("/srv/one", Draft);
        File.WriteAllText(Store.PathOf("/srv/one"), damaged);
        File.WriteAllText(Store.PathOf("/srv/one") + ".damaged-1", "an earlier one");

        var (draft, findings) = Store.Load("/srv/one");

        Assert.Null(draft);
        Assert.Equal("workspace.draft-damaged", Assert.Single(findings).Code);
        Assert.Equal(damaged, File.ReadAllText(Store.PathOf("/srv/one") + ".damaged-2"));
        Assert.Equal("an earlier one", File.ReadAllText(Store.PathOf("/srv/one") + ".damaged-1"));
        Assert.Null(Store.Save("/srv/one", Draft));
        Assert.Equal(Draft.Texts, Store.Load("/srv/one").Draft!.Texts);
    }

    [Fact]
    public void A_state_folder_that_cannot_be_made_is_a_finding()
    {
        var blocked = new DraftStore(_folder.Write("file", "") + "/state");

        Assert.StartsWith("files.", blocked.Save("/srv/one", Draft)!.Code, StringComparison.Ordinal);
        Assert.Null(blocked.Load("/srv/one").Draft);
    }

    [Theory]
    [InlineData(null, "/home/ada/.local/state/mathesar-setup")]
    [InlineData("", "/home/ada/.local/state/mathesar-setup")]
    [InlineData("relative", "/home/ada/.local/state/mathesar-setup")]
    [InlineData("/var/state", "/var/state/mathesar-setup")]
    public void Drafts_lie_where_the_desktop_specification_says(string? stateHome, string folder) =>
        Assert.Equal(folder, DraftStore.DefaultFolder(stateHome, "/home/ada"));
}
