using System.Globalization;
using System.Reflection;
using AutoBackprop.Analyzers;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests.Analysis;

/// <summary>What the analyzers take a span operation of the package for is what it computes.</summary>
public sealed class StructuredRuleTests
{
    private const int Rows = 2, Inner = 3, Columns = 4;

    /// <summary>Lengths of the arrays, where they are not all the same.</summary>
    private static readonly Dictionary<string, int[]> Lengths = new()
    {
        ["Linear.MatVec"] = [Rows * Inner, Inner, Rows],
        ["Linear.MatMul"] = [Rows * Inner, Inner * Columns, Rows * Columns],
        ["Linear.MatMulTransposeA"] = [Rows * Inner, Inner * Columns, Rows * Columns],
        ["Linear.MatMulTransposeB"] = [Rows * Inner, Inner * Columns, Rows * Columns],
        ["Linear.Outer"] = [Rows, Inner, Rows * Inner],
        ["Linear.AddBias"] = [Rows * Inner, Inner, Rows * Inner],
        ["Linear.BatchNorm"] = [Rows * Inner, Inner, Inner, Rows * Inner],
        ["Linear.LayerNorm"] = [Rows * Inner, Inner, Inner, Rows * Inner],
    };

    private static readonly List<MethodInfo> Library =
    [
        .. new[] { typeof(Linear), typeof(Activations), typeof(Losses) }.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.GetParameters() is [{ ParameterType: var first }, ..] p && p.Any(q => IsSpan(q.ParameterType)) && !p.Any(q => IsOf(q.ParameterType, typeof(float))) && !m.Name.EndsWith("Backward", StringComparison.Ordinal)
                && !m.Name.EndsWith("Tangent", StringComparison.Ordinal)
                && !p.Any(q => q.Name!.StartsWith("grad", StringComparison.Ordinal)) && !m.Name.EndsWith("Gradient", StringComparison.Ordinal)),
    ];

    private static readonly Lazy<Generated> Build = new(() => Compile.Generate(
        $"using System; using AutoBackprop;\npublic static partial class Model\n{{\n{string.Join("\n", Library.Select(Program))}\n}}"));

    public static TheoryData<int, string> Methods
    {
        get
        {
            var methods = new TheoryData<int, string>();
            for (var i = 0; i < Library.Count; i++) methods.Add(i, Key(Library[i]));
            return methods;
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_rule_means_what_the_method_computes(int number, string method)
    {
        Assert.NotEmpty(method);
        var compilation = Build.Value.Compilation;
        var syntax = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.Text == $"F{number}");
        var facts = MethodFacts.Of(LoweringCache.Lower(syntax, compilation, default)!.Lowered)!;
        Assert.DoesNotContain(facts.Facts.Steps, s => s is Call);

        var random = new Random(number);
        var arrays = ArrayLengths(Library[number]).Select(n => Enumerable.Range(0, n).Select(_ => 0.1 + 0.8 * random.NextDouble()).ToArray()).ToArray();
        var lanes = arrays.Select(a => new Lane(new Window([.. a.Select(x => new Lane(x))], 0, a.Length))).ToArray();
        var expected = (double)Build.Value.Call("Model", $"F{number}", [.. arrays])!;
        var actual = new Interpreter(new Dictionary<string, Method>(), new Evaluators(facts.Model, 0)).Run(facts.Facts.Method, lanes).Single().Real;
        Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void There_is_no_rule_without_a_method()
    {
        var known = Library.Select(Key).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(StructuredRules.All, r => !known.Contains($"{r.Method}/{r.Arity}"));
    }

    // ── one method that calls it, and reads what it wrote ────────────────────────────────────────────────────

    private static string Program(MethodInfo method, int number)
    {
        var (parameters, arguments, integers) = (new List<string>(), new List<string>(), 0);
        foreach (var p in method.GetParameters())
            if (IsSpan(p.ParameterType))
            {
                arguments.Add($"a{parameters.Count}");
                parameters.Add($"double[] a{parameters.Count}");
            }
            else arguments.Add(p.ParameterType == typeof(double) ? "0.75" : new[] { Rows, Inner, Columns }[integers++].ToString(CultureInfo.InvariantCulture));
        var call = $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", arguments)})";
        var last = parameters.Count - 1;
        return $"[Differentiable] public static double F{number}({string.Join(", ", parameters)}) {{ {(method.ReturnType == typeof(void) ? $"{call}; var s = 0.0; for (int i = 0; i < a{last}.Length; i++) s += (i + 1) * a{last}[i]; return s;" : $"return {call};")} }}";
    }

    private static int[] ArrayLengths(MethodInfo method) => Lengths.TryGetValue($"{method.DeclaringType!.Name}.{method.Name}", out var lengths) ? lengths
        : [.. method.GetParameters().Where(p => IsSpan(p.ParameterType)).Select(_ => 5)];

    private static string Key(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}/{method.GetParameters().Length}";

    private static bool IsSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var t && (t == typeof(Span<>) || t == typeof(ReadOnlySpan<>));

    private static bool IsOf(Type type, Type element) => type == element || IsSpan(type) && type.GetGenericArguments()[0] == element;
}
