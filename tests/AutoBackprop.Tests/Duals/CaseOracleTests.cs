using System.Reflection;
using Cases;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests.Duals;

/// <summary>The cases of the language against forward mode over the same source: as they were built, and those of each field as well
/// with sweeps that nothing has optimised, on floats, and differentiated twice. What does not compile on dual numbers is left out.</summary>
public sealed class CaseOracleTests
{
    // Functions of the package near their limits and far from them: what dual numbers say there is no better. They have their own tests.
    private static readonly string[] OfFunctions = ["FarOut", "LargeAndSmall", "LogSumExpAtInfinity", "NearSaturation",
        "NotNumbers", "Powers", "RulesInPlace", "Scaled", "SecondOfRules", "Statistics", "Underflows"];

    /// <summary>The files of each field.</summary>
    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["lambdas and LINQ"] = ["Lambdas", "LinqReductions"],
        ["objects"] = ["ConstantObjects", "LocalObjects", "VirtualCalls"],
        ["arrays as values"] = ["ArraysRebuilt", "Lists"],
        ["iteration over constants"] = ["IterationOverConstants"],
        ["System.Numerics"] = ["NumericsVectors", "NumericsComplex"],
        ["generics"] = ["Generics", "GenericKernels", "GenericTypes"],
        ["constants that vary"] = ["ConstantsThatVary", "ChosenTables"],
    };

    // Everything, where time does not matter.
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("AUTOBACKPROP_LONG") is not null;

    public static TheoryData<string> Names => [.. All(c => !OfFunctions.Contains(c))];

    public static TheoryData<string> NamesOfFields => IsLong ? Names : [.. All(c => Fields.Values.Any(f => f.Contains(c)))];

    public static TheoryData<string> FieldNames => [.. Fields.Keys];

    /// <summary>Of what is not, only the gradient as it was built is looked at.</summary>
    internal static bool IsOfField(SyntaxTree tree) => IsLong || Fields.Values.Any(f => f.Contains(Path.GetFileNameWithoutExtension(tree.FilePath)));

    private static IEnumerable<string> All(Func<string, bool> isWanted) =>
        CaseTests.All.Where(c => isWanted(c.Value.Method.DeclaringType!.Name)).Select(c => c.Key).Order(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_is_that_of_forward_mode(string name) => UnlessLeftOut(() => Check(name, null, () => CaseFiles.OnDuals));

    [Theory, MemberData(nameof(NamesOfFields))]
    public void What_nothing_has_optimised_is_that_of_forward_mode(string name) =>
        UnlessLeftOut(() => Check(name, () => CaseFiles.Unoptimised, () => CaseFiles.OnDuals));

    [Theory, MemberData(nameof(NamesOfFields))]
    public void The_gradient_of_floats_is_that_of_forward_mode(string name) =>
        UnlessLeftOut(() => Check(name, () => CaseFiles.Floats, () => CaseFiles.OnDualFloats));

    /// <summary>It takes as long as all the others.</summary>
    public static TheoryData<string> NamesOfSecond => [.. All(c => IsLong || c is "ConstantsThatVary" or "LinqReductions")];

    [Theory, MemberData(nameof(NamesOfSecond))]
    public void The_second_derivative_is_the_difference_of_that_of_forward_mode(string name) => UnlessLeftOut(() => CheckSecond(name));

    [Theory, MemberData(nameof(FieldNames))]
    public void Of_each_field_many_methods_are_compared(string field)
    {
        var names = All(Fields[field].Contains).ToList();
        Assert.InRange(Compared(n => Check(n, null, () => CaseFiles.OnDuals)), 22, int.MaxValue);
        Assert.InRange(Compared(n => Check(n, () => CaseFiles.Unoptimised, () => CaseFiles.OnDuals)), 22, int.MaxValue);
        Assert.InRange(Compared(n => Check(n, () => CaseFiles.Floats, () => CaseFiles.OnDualFloats)), 15, int.MaxValue);
        if (IsLong && field != "System.Numerics") Assert.InRange(Compared(CheckSecond), 12, int.MaxValue);

        int Compared(Func<string, int> check) => names.GroupBy(n => CaseTests.All[n].Method).Count(cases => cases.Any(n => UnlessLeftOut(() => check(n)) > 0));
    }

    private static int Check(string name, Func<Assembly>? real, Func<Assembly> duals)
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

    private static int CheckSecond(string name)
    {
        var (method, data) = CaseTests.All[name];
        if (method.ReturnType != typeof(double)) return 0;
        method = CaseForward.Counterpart(method, CaseFiles.SecondDerivatives);
        var run = new SecondRun(method, new CaseForward(method, CaseFiles.OnDuals));
        run.At(CaseArguments.Of(data, method));
        return run.Compared;
    }

    private static int UnlessLeftOut(Func<int> check)
    {
        try { return check(); }
        catch (Exception e) when (LeftOut.Is(e)) { return 0; }
    }
}
