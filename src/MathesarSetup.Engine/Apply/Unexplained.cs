using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>A difference between a container and the one in its place that loses data or access, and that nothing explains.</summary>
/// <param name="Words">What would be other, without values of variables.</param>
public sealed record UnexplainedChange(ContainerPart Part, string Container, string Words);

/// <summary>
/// The net below every plan: a dangerous difference is explained only where the files said before what the container has, and say something else
/// now. Whatever else it comes from, be it a mistake of this program, forbids applying.
/// </summary>
internal static class Unexplained
{
    private const string PgData = "PGDATA";

    public static IEnumerable<UnexplainedChange> Of(ApplyPlan plan, EngineHoldings holdings) =>
        from container in plan.Wanted.IsCompose ? plan.Containers : []
        where container.Verb is ChangeVerb.Replace && container.Former!.Labels.ContainsKey(Labels.ComposeProject)
        from change in new Pair(plan.Wanted, container, holdings).Changes()
        select new UnexplainedChange(change.Part, container.Wanted.Name, change.Words);

    public static IEnumerable<Finding> Findings(ApplyRequest request, IEnumerable<UnexplainedChange> changes) =>
        from change in changes
        let words = $"{change.Container} would be made anew with a difference that neither an answer nor a file explains: {change.Words}."
        select request.Accepted.Changes.Contains(change.Part)
            ? ApplyFinding.ChangesAccepted.Say($"{words} That was accepted.")
            : ApplyFinding.Unexplained.Say($"{words} Data or access may be lost by it. If the files are right, run "
                + $"`{request.Programs.Compose} up -d` in {request.Directory}, or accept it.") with
            {
                Consent = $"--accept-changes-of {ContainerParts.NameOf(change.Part)}",
            };

    // One container, the one in its place, and what the files say of both.
    private sealed class Pair(WantedState wanted, PlannedContainer container, EngineHoldings holdings)
    {
        private readonly ContainerFacts _former = container.Former!;
        private readonly ContainerSpec _has = container.Former!.Spec;
        private readonly ContainerSpec _new = container.Wanted.Spec;
        private readonly WrittenService _now = wanted.Versions.Present.Services.GetValueOrDefault(container.Wanted.Service.Name) ?? new();
        private readonly ImageFacts? _image = holdings.FormerImages.GetValueOrDefault(container.Former!.ImageId);

        private bool IsDatabase => container.Wanted.Service.Role is ServiceRole.Database;

        public IEnumerable<(ContainerPart Part, string Words)> Changes() =>
        [
            .. Mounts().Select(static words => (ContainerPart.Mounts, words)),
            .. (IsDatabase ? Variables([PgData]) : []).Select(static words => (ContainerPart.PgData, words)),
            .. Variables(container.Wanted.Service.Environment.Where(static e => e.IsSecret && e.Name != "SECRET_KEY").Select(static e => e.Name))
                .Select(static words => (ContainerPart.Secrets, words)),
            .. Variables(["REQUIRE_SSO_LOGIN"]).Select(static words => (ContainerPart.RequiredSso, words)),
            .. IsDatabase && _new.Image != _has.Image && !Explains(static w => w.Image, _has.Image)
                ? [(ContainerPart.DatabaseImage, $"the image {_new.Image} in place of {_has.Image}")] : Array.Empty<(ContainerPart, string)>(),
            .. Networks().Select(static words => (ContainerPart.Networks, words)),
            .. Start().Select(static words => (ContainerPart.StartCommand, words)),
        ];

        private bool Explains(Func<WrittenService, string?> part, string? had) =>
            container.Wanted.Before.Any(b => part(b) != part(_now) && part(b) == had);

        private bool IsChanged(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (container.Wanted.Before.Any(b => b.Rest.GetValueOrDefault(key) != _now.Rest.GetValueOrDefault(key)))
                {
                    return true;
                }
            }

            return false;
        }

        private IEnumerable<string> Mounts()
        {
            var (before, after) = (Data(_has), Data(_new));
            foreach (var place in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
            {
                var (had, has) = (before.GetValueOrDefault(place), after.GetValueOrDefault(place));
                if (had != has && !Explains(w => w.Mounts.Where(m => m.Target == place).Select(Source).FirstOrDefault(), had))
                {
                    yield return $"at {place}, {has ?? "nothing"} in place of {had ?? "nothing"}";
                }
            }
        }

        private Dictionary<string, string> Data(ContainerSpec spec) => spec.Mounts
            .Where(m => !m.ReadOnly && !(m.IsNameless && PostgresInside.LeavesEmptyVolumes(_former)))
            .GroupBy(static m => m.Target.TrimEnd('/'), StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Source);

        private string Source(WrittenMount mount) => wanted.MountOf(mount).Source;

        // What the former image brought, the new one brings as it likes.
        private IEnumerable<string> Variables(IEnumerable<string> names) =>
            from name in names.Distinct(StringComparer.Ordinal)
            let had = _former.Variable(name)
            let isImages = had is null || _image?.Environment.Contains($"{name}={had}") is true
            let has = _new.Environment.FirstOrDefault(e => e.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..]
            where (has ?? (isImages ? had : null)) != had
                && !Explains(w => w.Variables.GetValueOrDefault(name), had) && !(isImages && Explains(w => w.Variables.GetValueOrDefault(name), null))
            select has is null ? $"{name} is no longer set" : had is null ? $"{name} is set" : $"{name} has another value";

        private IEnumerable<string> Networks()
        {
            var after = _new.JoinedNetworks.Append(_new.Network).ToHashSet(StringComparer.Ordinal);
            var lost = _has.JoinedNetworks.Append(_has.Network).Distinct(StringComparer.Ordinal).Where(n => !after.Contains(n)).ToArray();
            if (lost is not [] && !IsChanged("networks", "network_mode"))
            {
                yield return $"it would leave {string.Join(", ", lost)}";
            }
        }

        private IEnumerable<string> Start()
        {
            var isLost = IsOther(KeptPart.EntryPoint, _new.EntryPoint, _has.EntryPoint, _image?.EntryPoint)
                || (_has.EntryPoint is not { IsEmpty: false } && IsOther(KeptPart.Command, _new.Command, _has.Command, _image?.Command));
            if (isLost && !IsChanged("entrypoint", "command", "image"))
            {
                yield return "another entry point or command";
            }
        }

        private bool IsOther(KeptPart part, ImmutableArray<string>? wanted, ImmutableArray<string>? has, ImmutableArray<string>? images) =>
            !_new.Kept.Contains(part) && !(wanted ?? images ?? has ?? []).SequenceEqual(has ?? []);
    }
}
