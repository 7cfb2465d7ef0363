using System.Text;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Upgrading;

/// <summary>An upgrade that SIGKILL ends before any of its steps leaves the old release on its records or the new one on its own.</summary>
public sealed class UpgradeKillTests
{
    private const string Old = """{"release": "0.11.0", "fits": true}""";
    private const string New = """{"release": "0.12.0", "fits": true}""";

    [Fact]
    public void An_upgrade_and_its_way_back_killed_anywhere_leave_a_release_on_its_own_records()
    {
        using var installation = new AppliedInstallation(("mathesar.version", "0.11.0"), ("mathesar.image", StandIns.Mathesar("0.11.0"))).Install();
        var older = installation.Draft;
        var newer = older.With("mathesar.version", "0.12.0").With("mathesar.image", StandIns.Mathesar("0.12.0"));
        Assert.InRange(Walk(installation, newer, Old, New), 1, 15);
        installation.Draft = newer;
        Assert.InRange(Walk(installation, older, New, Old), 1, 15);
    }

    // Before every tenth step, until a run comes to its end. All of them take seven minutes, and end as these do.
    private static int Walk(AppliedInstallation installation, Draft wanted, string before, string after)
    {
        var killed = 0;
        for (var step = 3; KilledUpgrade.To(installation, wanted, step).Run().ExitCode == Files.KilledWriter.Killed; step += 10, killed++)
        {
            var meanwhile = Fit(installation);
            Assert.True(meanwhile == "" || meanwhile == before || meanwhile == after, $"step {step}: {meanwhile}");
            installation.Recover();
            var isNew = File.ReadAllText(Path.Join(installation.Directory, "mathesar.yaml"))
                .Contains($"version: \"{wanted.Texts["mathesar.version"]}\"", StringComparison.Ordinal);
            var settled = Settle(installation, isNew ? wanted : installation.Draft);
            Assert.True(settled is null or { Outcome: ApplyOutcome.RolledBack or ApplyOutcome.Applied }, $"step {step}: {settled?.Outcome} "
                + string.Join(' ', settled?.Findings.Select(static f => f.Message) ?? []));
            Assert.True(Fit(installation) == (isNew ? after : before), $"step {step}: {Fit(installation)}, {settled?.Outcome}");
            if (isNew)
            {
                // Only the last ones, which had nothing more to decide.
                return killed + 1;
            }
        }

        Assert.Equal(after, Fit(installation));
        return killed;
    }

    private static ApplyResult? Settle(AppliedInstallation installation, Draft draft) => !UpgradeSettlement.IsNeeded(installation.Directory) ? null
        : UpgradeSettlement.RunAsync(installation.Directory, Setup.Of(draft), new DockerPlace(AppliedInstallation.Engine), static _ => { })
            .GetAwaiter().GetResult();

    private static string Fit(AppliedInstallation installation)
    {
        try
        {
            using var client = new HttpClient();
            return Encoding.UTF8.GetString(client.GetByteArrayAsync(new Uri($"http://127.0.0.1:{installation.Port}/fit")).GetAwaiter().GetResult());
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }
}
