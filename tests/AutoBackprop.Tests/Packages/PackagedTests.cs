using System.Reflection;
using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>One finding and one silent twin of every rule, and some fixes, by the test packages of Roslyn: two verifiers agree.</summary>
public sealed class PackagedTests
{
    private const string Usings = "using System; using System.Numerics.Tensors; using AutoBackprop;\n";

    /// <summary>The rules that have a test class of their own: their first marked program and the first that is left alone.</summary>
    public static TheoryData<string, string> Programs()
    {
        var programs = new TheoryData<string, string>();
        foreach (var rule in typeof(MethodRule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(MethodRule)) && !t.IsAbstract).OrderBy(t => t.Name, StringComparer.Ordinal))
            foreach (var method in typeof(PackagedTests).Assembly.GetType($"AutoBackprop.Tests.{rule.Name}Tests")?.GetMethods() ?? [])
                if (method.GetCustomAttributes<InlineDataAttribute>().Select(d => d.GetData(method).First()).FirstOrDefault() is [string members])
                    programs.Add(rule.Name, members);
        return programs;
    }

    [Theory, MemberData(nameof(Programs))]
    public Task Marks_are_where_it_reports(string rule, string members) => (Task)typeof(Packaged).GetMethod(nameof(Packaged.Analyze))!
        .MakeGenericMethod(typeof(MethodRule).Assembly.GetType($"AutoBackprop.Analyzers.{rule}")!).Invoke(null, [new[] { $"{Usings}static partial class Model {{ {members} }}" }])!;

    [Fact]
    public void Most_rules_are_among_them() => Assert.True(Programs().Select(p => p[0]).Distinct().Count() >= 18);

    [Fact]
    public async Task A_mark_too_many_and_one_too_few_are_noticed()
    {
        const string Program = "{0}static partial class Model {{ [Differentiable] static double F(double r) => {1}; }}";
        await Assert.ThrowsAsync<InvalidOperationException>(() => Packaged.Analyze<Cancellation>(string.Format(null, Program, Usings, "Math.Log(1 + r)")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Packaged.Analyze<Cancellation>(string.Format(null, Program, Usings, "{|AB0305:Special.LogP1(r)|}")));
    }

    private static string Program(string member) => $$"""
        using System; using AutoBackprop;

        static partial class Model
        {
            [Differentiable]
            {{member}}
        }
        """;

    [Fact]
    public Task Cancellation_is_fixed() => Packaged.Fix<Cancellation, StableFormFix>(
        Program("static double F(double r) => 2 * {|AB0305:Math.Log(1 + r)|}; // interest"), Program("static double F(double r) => 2 * Special.LogP1(r); // interest"));

    [Fact]
    public Task All_are_fixed_at_once() => Packaged.Fix<Cancellation, StableFormFix>(
        Program("static double F(double r, double s) => {|AB0305:Math.Log(1 + r)|} + {|AB0305:double.ExpM1(s)|};"), Program("static double F(double r, double s) => Special.LogP1(r) + Special.ExpM1(s);"));

    [Fact]
    public Task A_root_is_kept_from_0() => Packaged.Fix<InfiniteSlope, EpsilonFix>(
        Program("static double F(double x, double y) => {|AB0304:Math.Cbrt(x * x + y * y)|};"), Program("static double F(double x, double y) => Math.Cbrt(x * x + y * y + 1e-12);"),
        "Add 1e-12 under the root: the slope stays finite, the value grows by at most 1e-4");

    [Fact]
    public Task A_hidden_sigmoid_is_replaced() => Packaged.Fix<HiddenSigmoid, SubstituteFix>(
        Program("static double F(double x, double w, double v) => v * {|AB0201:Activations.Sigmoid(w * x)|};"), Program("static double F(double x, double w, double v) => v * Activations.Relu(w * x);"));

    [Fact]
    public Task A_mask_becomes_a_choice() => Packaged.Fix<MaskByProduct, ConditionalFix>(
        Program("static double F(double x) => {|AB0105:(x > 0 ? 1 : 0) * Math.Log(x)|};"), Program("static double F(double x) => x > 0 ? Math.Log(x) : 0;"));

    [Fact]
    public Task The_generator_adds_its_file_and_no_other()
    {
        var source = Program("public static double F(double x, double y) => x * Math.Sin(y);").Replace("static partial", "public static partial", StringComparison.Ordinal);
        var (hintName, text) = Assert.Single(Compile.Generate(source).Texts);
        return Packaged.Generates(source, hintName, text);
    }
}
