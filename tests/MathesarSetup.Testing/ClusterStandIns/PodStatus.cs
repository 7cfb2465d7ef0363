using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>What a kubelet says of a pod.</summary>
internal static class PodStatus
{
    public static JsonObject Of(JsonObject pod, PodFault? fault)
    {
        JsonObject State() => fault switch
        {
            null => new() { ["running"] = new JsonObject() },
            PodFault.ImagePull => Waiting("ImagePullBackOff", "Back-off pulling image: manifest unknown"),
            PodFault.CreateConfig => Waiting("CreateContainerConfigError", "secret \"mathesar\" not found"),
            PodFault.CrashLoop => Waiting("CrashLoopBackOff", "back-off 10s restarting failed container"),
            _ => Waiting("ContainerCreating", ""),
        };
        var status = new JsonObject
        {
            ["phase"] = fault is null ? "Running" : "Pending",
            ["conditions"] = new JsonArray(fault is PodFault.Unschedulable
                ? new JsonObject
                {
                    ["type"] = "PodScheduled",
                    ["status"] = "False",
                    ["reason"] = "Unschedulable",
                    ["message"] = "0/1 nodes are available: 1 Insufficient memory.",
                }
                : new JsonObject { ["type"] = "Ready", ["status"] = fault is null ? "True" : "False" }),
        };
        if (fault is not PodFault.Unschedulable)
        {
            status["containerStatuses"] = new JsonArray([.. pod["spec"]!["containers"]!.AsArray().Select(c => new JsonObject
            {
                ["name"] = c!["name"]!.DeepClone(),
                ["image"] = c["image"]!.DeepClone(),
                ["ready"] = fault is null,
                ["restartCount"] = fault is PodFault.CrashLoop ? 2 : 0,
                ["state"] = State(),
            })]);
        }

        return status;
    }

    private static JsonObject Waiting(string reason, string message) =>
        new() { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } };
}
