using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>The administrator whom Mathesar has, which may be another than the one of the answers.</summary>
internal static class Administrator
{
    /// <summary>The embedded script that asks Mathesar.</summary>
    public const string Script = "administrator.py";

    /// <summary>What it says where they open one.</summary>
    public const string Yes = "yes";

    /// <summary>Whether there is a name and a password to ask about.</summary>
    public static bool IsAsked(Answers answers) => !answers.Get(SsoSettings.Required) && !answers.Get(SecretSettings.AdminPassword).IsEmpty;

    /// <summary>What the script is told. They hold the password, and stand in no argument.</summary>
    public static ImmutableArray<string> Variables(Answers answers) =>
    [
        $"MATHESAR_SETUP_NAME={answers.Get(SecretSettings.AdminName)}",
        $"MATHESAR_SETUP_PASSWORD={answers.Get(SecretSettings.AdminPassword).Reveal()}",
    ];

    /// <summary>
    /// Whether the name and the password of the answers open an administrator's account. Where Mathesar does not say, they are taken not to.
    /// </summary>
    public static async Task<bool> OpensAsync(EngineConnection engine, ApplyRequest request, ApplyPlan plan, CancellationToken cancellation)
    {
        var answers = request.Setup.Answers;
        // Data that this run made has the administrator whom it made.
        if (plan.MakesData && request.Engine.IsLocal)
        {
            return true;
        }

        if (!IsAsked(answers))
        {
            return false;
        }

        try
        {
            var shell = new MathesarShell(new ContainerShell(engine, plan.Wanted.Web.Name))
            {
                IsBuiltIn = answers.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn,
            };
            var (said, _) = await shell.RunAsync(Script, Variables(answers), isChanging: false, cancellation);
            return said is Yes;
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
        {
            return false;
        }
    }
}
