using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>The administrator whom Mathesar has, which may be another than the one of the answers.</summary>
internal static class Administrator
{
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

        if (answers.Get(SsoSettings.Required) || answers.Get(SecretSettings.AdminPassword).IsEmpty)
        {
            return false;
        }

        try
        {
            var shell = new MathesarShell(engine, plan.Wanted.Web.Name) { IsBuiltIn = answers.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn };
            var (said, _) = await shell.RunAsync("administrator.py",
                [$"MATHESAR_SETUP_NAME={answers.Get(SecretSettings.AdminName)}",
                    $"MATHESAR_SETUP_PASSWORD={answers.Get(SecretSettings.AdminPassword).Reveal()}"], isChanging: false, cancellation);
            return said is "yes";
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
        {
            return false;
        }
    }
}
