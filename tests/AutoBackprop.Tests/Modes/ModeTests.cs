using System.Reflection;
using Cases;

namespace AutoBackprop.Tests;

/// <summary>Methods of the folder once more, in every mode: the value against the method, the tangent against the backward sweep, the
/// Hessian-vector product against itself turned round and against differences of gradients.</summary>
public sealed class ModeTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq;";

    // Not all of them: a generated member for each mode is much code to compile.
    private static readonly string[] Files =
    [
        "Skipped", "ZeroAdjoints", "RefArguments", "Receivers", "NumericsVectors", "Jagged", "Rectangular", "Lists", "ListParameters", "FarOut", "LogSumExpAtInfinity", "LargeAndSmall", "Directions",
    ];

    private static readonly string[] WithoutSecond =
    [
        "Recursive", "OneOfTwo", "RuleByHand", "RuleByHandInLoop", "RecursiveGuarded", "Norm", "LogSoftmax", "LogSoftmaxMany", "Softmax", "Soft", "Certain", "Classes", "Targets", "NormGuard", "ManyClasses", "ManyTargets", "ManyTargetsFloat",
        "Masked", "CrossEntropy", "Impossible",
    ];

    private static readonly Lazy<Assembly> Generated = new(() => Compiled.From(
        Files.Select(f => ModeSource.Of(File.ReadAllText(PathTo(f)), WithoutSecond)).Append(File.ReadAllText(PathTo("Runner/CaseAttribute"))).Append(Usings), strict: false).Assembly);

    public static TheoryData<string> Names => [.. Files];

    [Theory, MemberData(nameof(Names))]
    public void Modes_agree_with_each_other(string file)
    {
        var problems = new List<string>();
        foreach (var (method, arguments, isSmooth) in In(file))
        {
            var run = new ModeRun(method, CaseArguments.Of(new CaseAttribute(arguments), method), isSmooth);
            if (!run.Has("Value") || !run.Has("Tangent")) problems.Add($"{method.Name} lacks a mode");
            problems.AddRange(run.Problems().Take(2).Select(p => $"{method.Name}({arguments}): {p}"));
        }
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    private static IEnumerable<(MethodInfo Method, string Arguments, bool IsSmooth)> In(string file) =>
        from type in Generated.Value.GetTypes()
        where type.Name == file && !type.ContainsGenericParameters
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        from data in method.GetCustomAttributesData()
        where data.AttributeType.Name == nameof(CaseAttribute)
        select (method, (string)data.ConstructorArguments[0].Value!, !data.NamedArguments.Any(a => a is { MemberName: nameof(CaseAttribute.NoDifferences), TypedValue.Value: true }));

    private static string PathTo(string file) => Repository.PathTo("tests", "AutoBackprop.Tests", "Cases", file + ".cs");
}
