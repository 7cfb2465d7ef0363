using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>What a person wrote into the files runs: by this program where it can, else by the command that it names.</summary>
public sealed class HandWrittenTests
{
    [Fact]
    public void Additions_to_the_Compose_file_reach_the_containers_and_Compose_agrees()
    {
        using var installation = new AppliedInstallation().Install();
        var port = FreePort.Take();
        Directory.CreateDirectory(Path.Join(installation.Directory, "more"));
        Add(installation, "environment", "      TZ: Europe/Rome\n");
        Add(installation, "ports", string.Create(CultureInfo.InvariantCulture, $"      - 127.0.0.1:{port}:8000\n"));
        Add(installation, "volumes", "      - ./more:/more:ro\n      - notes:/notes\n");
        Add(installation, "image", "    labels: {org.example.mine: yes-it-is}\n");
        File.WriteAllText(Compose(installation),
            File.ReadAllText(Compose(installation)).Replace("\nvolumes:\n", "\nvolumes:\n  notes:\n", StringComparison.Ordinal));
        installation.Install();

        var made = installation.Inspect(installation.Web);
        Assert.Contains("TZ=Europe/Rome", made["Config"]!["Env"]!.AsArray().Select(static e => e!.GetValue<string>()));
        Assert.Equal("yes-it-is", made["Config"]!["Labels"]!["org.example.mine"]!.GetValue<string>());
        Assert.Equal(
            [$"{installation.Directory}/more:/more", $"{installation.Name}_notes:/notes"],
            made["Mounts"]!.AsArray().Select(Mount)
                .Where(static m => m.EndsWith("/more", StringComparison.Ordinal) || m.EndsWith("/notes", StringComparison.Ordinal)).Order());
        Assert.Equal(System.Net.HttpStatusCode.OK,
            Running.Answer.To(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/auth/login/")).Status);

        var before = installation.State();
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
        Up(installation);
        Assert.Equal(before, installation.State());
    }

    [Fact]
    public void What_only_Compose_can_do_is_named_with_its_command_and_stays_once_Compose_did_it()
    {
        using var installation = new AppliedInstallation().Install();
        Add(installation, "image", "    cap_add: [NET_ADMIN]\n    mem_swappiness: 10\n");
        var finding = Assert.Single(installation.Apply().Findings, static f => f.Code == "apply.not-carried");
        Assert.Contains("cap_add, mem_swappiness", finding.Message, StringComparison.Ordinal);
        Assert.Contains("docker compose up -d mathesar", finding.Message, StringComparison.Ordinal);

        // A container that lacks it is not made anew without it.
        var refused = installation.Apply(("tuning.workers", "2"));
        Assert.True(refused is { Outcome: ApplyOutcome.Refused, Findings: [{ Code: "apply.not-made" }, ..] }, installation.Explain(refused));
        Assert.Contains("cap_add, mem_swappiness", refused.Findings[0].Message, StringComparison.Ordinal);

        Up(installation, "mathesar");
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
        installation.Install(("tuning.workers", "2"));
        Assert.Contains("NET_ADMIN", installation.Inspect(installation.Web)["HostConfig"]!["CapAdd"]![0]!.GetValue<string>());
        var before = installation.State();
        Up(installation);
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
        Assert.Equal(before, installation.State());
    }

    [Fact]
    public void Services_of_a_persons_own_go_on_running_whatever_is_applied()
    {
        using var installation = new AppliedInstallation().Install();
        File.WriteAllText(Path.Join(installation.Directory, "compose.override.yaml"),
            $"services:\n  own:\n    image: {BusyboxImage.Import("docker")}\n    command: [sleep, '600']\n    stop_grace_period: 0s\n");
        var note = Assert.Single(installation.Apply().Findings, static f => f.Code == "apply.own-services");
        Assert.Contains("docker compose up -d own", note.Message, StringComparison.Ordinal);

        Up(installation, "own");
        var own = Assert.Single(installation.Containers(), static c => c.Contains("-own-", StringComparison.Ordinal));
        installation.Install(("tuning.workers", "2"));
        Assert.Contains(own, installation.Containers());
        installation.Install(("target", "docker"));
        Assert.Contains(own, installation.Containers());
    }

    [Fact]
    public void A_variable_added_to_the_env_file_of_a_container_reaches_it_and_an_edited_script_is_told()
    {
        using var installation = new AppliedInstallation(("target", "docker")).Install();
        File.AppendAllText(Path.Join(installation.Directory, "mathesar.env"), "TZ=Europe/Rome\n");
        File.AppendAllText(Path.Join(installation.Directory, "run.sh"), "# mine\n");
        var result = installation.Apply();
        Assert.True(result.Outcome is ApplyOutcome.Applied, installation.Explain(result));
        Assert.Contains(result.Findings, static f => f.Code == "apply.script-edited");
        Assert.Contains("TZ=Europe/Rome",
            installation.Inspect(installation.Web)["Config"]!["Env"]!.AsArray().Select(static e => e!.GetValue<string>()));
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
    }

    private static string Mount(JsonNode? mount) =>
        $"{(mount!["Type"]!.GetValue<string>() == "volume" ? mount["Name"] : mount["Source"])}:{mount["Destination"]}";

    private static string Compose(AppliedInstallation installation) => Path.Join(installation.Directory, "compose.yaml");

    // Below a key of Mathesar's service; beside the image.
    private static void Add(AppliedInstallation installation, string key, string lines)
    {
        var text = File.ReadAllText(Compose(installation));
        var at = text.IndexOf($"\n    {key}:", text.IndexOf("\n  mathesar:", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(Compose(installation), text.Insert(text.IndexOf('\n', at + 1) + 1, lines));
    }

    private static void Up(AppliedInstallation installation, params string[] services) =>
        new ChildProcess(RealPart.Compose2(), ["up", "--detach", .. services]) { Directory = installation.Directory }.Run().Successful();
}
