using System.Reflection;
using Cases;

namespace AutoBackprop.Tests.Duals;

/// <summary>The cases of the language against forward mode over the same source: as they were built, with sweeps that nothing has
/// optimised, on floats.</summary>
public sealed class CaseOracleTests
{
    // Functions of the package near their limits and far from them: what dual numbers say there is no better. They have their own tests.
    private static readonly string[] OfFunctions = ["FarOut", "LargeAndSmall", "LogSumExpAtInfinity", "NearSaturation",
        "NotNumbers", "Powers", "RulesInPlace", "Scaled", "SecondOfRules", "Statistics", "Underflows"];

    public static TheoryData<string> Names => [.. CaseTests.All.Where(c => !OfFunctions.Contains(c.Value.Method.DeclaringType!.Name))
        .Select(c => c.Key).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_is_that_of_forward_mode(string name) => Check(name, null, () => CaseFiles.OnDuals);

    [Theory, MemberData(nameof(Names))]
    public void What_nothing_has_optimised_is_that_of_forward_mode(string name) => Check(name, () => CaseFiles.Unoptimised, () => CaseFiles.OnDuals);

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_of_floats_is_that_of_forward_mode(string name) => Check(name, () => CaseFiles.Floats, () => CaseFiles.OnDualFloats);

    [Theory, MemberData(nameof(Names))]
    public void The_second_derivative_is_the_difference_of_that_of_forward_mode(string name)
    {
        var (method, data) = CaseTests.All[name];
        if (method.ReturnType != typeof(double)) return;
        method = CaseForward.Counterpart(method, CaseFiles.SecondDerivatives);
        new SecondRun(method, new CaseForward(method, CaseFiles.OnDuals)).At(CaseArguments.Of(data, method));
    }

    internal static int Check(string name, Func<Assembly>? real, Func<Assembly> duals)
    {
        var (method, data) = CaseTests.All[name];
        if (real is not null) method = CaseForward.Counterpart(method, real());
        var inputs = CaseArguments.Of(data, method);
        var forward = new CaseForward(method, duals());
        var compared = 0;
        foreach (var generated in CaseTests.Generated(method))
        {
            var isBackward = generated.Name == method.Name + "Backward";
            if (!data.Check.HasFlag(isBackward ? Cases.Check.Backward : Cases.Check.Gradient)) continue;
            var run = new CaseRun(method, generated, isBackward, data, forward.Along);
            run.At(inputs);
            compared += run.Compared;
        }
        return compared;
    }
}
