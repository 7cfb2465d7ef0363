using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Secrets that a database may hold stay with the directory, however a run ends.</summary>
public sealed class SecretsTests
{
    private static readonly Machine s_other = Scenarios.Machine with
    {
        Random = static length => [.. Enumerable.Range(3, length).Select(i => (byte)(i * 53))],
    };

    public enum End
    {
        Cancelled,
        Failed,
        Killed,
    }

    [Theory]
    [InlineData("compose", "existing", End.Cancelled)]
    [InlineData("compose", "existing", End.Failed)]
    [InlineData("docker", "existing", End.Killed)]
    [InlineData("docker", "builtin", End.Cancelled)]
    [InlineData("compose", "builtin", End.Failed)]
    [InlineData("compose", "builtin", End.Killed)]
    public void A_first_run_that_ends_after_the_administrator_was_made_leaves_the_password_that_opens_the_account(string target, string mode, End end)
    {
        using var records = new KeptRecords();
        using var image = end is End.Failed ? AlteredStandIn.CrashingServer() : AlteredStandIn.HangingServer();
        using var installation = new AppliedInstallation([("target", target), .. mode == "existing" ? records.Answers() : [("database.mode", mode)]]);
        var (first, answers) = (installation.Draft, installation.Draft.With("admin.password", null).With("secrets.key", null));
        Interrupt(installation, image.Name, end);
        Assert.Equal(["file mathesar.secrets.yaml"], installation.State().Keys);

        // The next run reads what lies there, and makes up only what is missing.
        var kept = AnswersFile.Read(File.ReadAllBytes(Path.Join(installation.Directory, AnswersFile.SecretsName)), AnswersFile.SecretsName,
            isSecretHalf: true).Draft;
        installation.Draft = kept.Texts.Aggregate(answers, static (draft, text) => draft.With(text.Key, text.Value)).Settle(s_other);
        Assert.Equal(first.Texts["secrets.key"], installation.Draft.Texts["secrets.key"]);
        var result = installation.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.Applied, PasswordOpens: true }, installation.Explain(result));
        Assert.True(KeptRecords.LogsIn(installation, mode == "builtin"));
    }

    [Fact]
    public void A_change_that_is_taken_back_keeps_the_former_secrets_and_those_that_it_tried_apart()
    {
        using var records = new KeptRecords();
        using var crashing = AlteredStandIn.CrashingServer();
        using var installation = new AppliedInstallation(records.Answers()).Install();
        records.Server.Query("postgres", "DROP DATABASE records WITH (FORCE)");
        records.Server.Query("postgres", "CREATE DATABASE records OWNER records");
        var before = installation.State();

        var result = installation.Apply(installation.Request(("admin.password", "another one 0123456789"), ("mathesar.image", crashing.Name)));
        Assert.True(result.Outcome is ApplyOutcome.RolledBack, installation.Explain(result));
        Assert.Contains(result.Findings, f => f.Code == "apply.secrets-tried");
        Assert.Equal(before, installation.State());
        var tried = Path.Join(installation.Directory, ".mathesar-setup/tried-secrets.yaml");
        Assert.Contains("another one 0123456789", File.ReadAllText(tried), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(tried));

        installation.Install(("admin.password", "another one 0123456789"));
        Assert.True(KeptRecords.LogsIn(installation));
        Assert.False(File.Exists(tried));
    }

    private static void Interrupt(AppliedInstallation installation, string image, End end)
    {
        var request = installation.Request(("mathesar.image", image));
        if (end is End.Killed)
        {
            // Long after the container was started, which takes about a second to make the administrator.
            using var applier = KilledApplier.Applying(installation, installation.Draft.With("mathesar.image", image), 0).Start();
            Eventually.Happens(() => installation.Containers().Any(c => c.StartsWith(installation.Web + " ", StringComparison.Ordinal))
                && Hangs(installation));
            applier.Kill();
            applier.WaitForExit();
            Assert.Equal(ApplyOutcome.RolledBack, installation.Recover()?.Outcome);
            return;
        }

        using var cancel = new CancellationTokenSource();
        var result = installation.Apply(request, told =>
        {
            if (end is End.Cancelled && told.Message == AlteredStandIn.Hanging)
            {
                cancel.Cancel();
            }
        }, cancel);
        Assert.True(result.Outcome == (end is End.Failed ? ApplyOutcome.RolledBack : ApplyOutcome.Cancelled), installation.Explain(result));
        Assert.Contains(installation.Events, e => e.Message == AlteredStandIn.Hanging);
        var note = Assert.Single(result.Findings, f => f.Code == "apply.secrets-kept");
        Assert.Contains("The next run uses the same", note.Message, StringComparison.Ordinal);
    }

    private static bool Hangs(AppliedInstallation installation) =>
        installation.Docker("logs", installation.Web).Output.Contains(AlteredStandIn.Hanging, StringComparison.Ordinal);
}
