using System.Reflection;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Every operation that has a form on vectors, and whose slope has one, in a loop over arrays: it does run on vectors, and gives what
/// the sweeps without vectors give, odd numbers included.</summary>
public class ArrayRowTests
{
    private delegate void Backward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> r, Span<T> gradX, Span<T> gradY, Span<T> gradZ, Span<T> gradR);

    private const int Length = 43, Rounds = 60;

    private static readonly double[] Odd = [.. Simd.Specials.Doubles, 0.5, -0.5, 1.5, 2.5, -2.5, 3, -3, 0.25, 40, -40, 700, 1e-5];

    private static readonly string[] What = ["value", "slope by x", "slope by y", "slope by z"];

    private static readonly Dictionary<string, Rule> Rows = Rules.All
        .Where(r => r is { IsOperator: false, IsOurs: false, Integers: [] } && r.Expansion.Takes(Arguments(r)) && SlopesRun(r) && Returns(r) != typeof(int)).ToDictionary(Name);

    private static readonly Lazy<(Assembly Fast, Assembly Plain, Dictionary<string, string> Texts)> Built = new(Build);

    public static TheoryData<string> Names => [.. Rows.Keys];

    // The bounds of Clamp are numbers here.
    private static Expr[] Arguments(Rule row) => [.. Enumerable.Range(0, row.Arity).Select(i => row.Name.StartsWith("Clamp", StringComparison.Ordinal) && i > 0 ? new Const(i * 2 - 3, IrType.Double) : (Expr)new Var("x", i, IrType.Double))];

    private static bool SlopesRun(Rule row) =>
        row.Pullback?.Invoke(Arguments(row), new Var("y", 8, IrType.Double), new Var("g", 9, IrType.Double)).All(Runs) ?? true;

    private static bool Runs(Expr slope) => slope.Children().All(Runs)
        && (slope is not Apply a || Rules.Of(a.Op) is var row && (row.IsOperator || row.Expansion.Takes([.. a.Args])));

    // File names do not tell ExpM1 from Expm1.
    private static string Name(Rule row) => $"{row.Spelling.Replace('.', '_')}{row.Arity}";

    private static Type Returns(Rule row) => Slopes.Method(row, typeof(double)).ReturnType;

    private static string Source(Rule row, string type)
    {
        var call = $"{row.Methods.First(m => Exists(row, m, type))}({string.Join(", ", Arguments(row).Select((a, i) => a is Const c ? $"{c.Value}" : $"{"xyz"[i]}[i]"))})";
        if (Returns(row) == typeof(bool)) call = $"{call} ? x[i] * y[i] : 0.5{(type == "float" ? "f" : "")} * z[i]";
        else if (row.Derivative.IsStep) call += " * y[i]";
        return $"[Differentiable(Derivatives.Backward)] internal static void {Name(row)}_{type}(ReadOnlySpan<{type}> x, ReadOnlySpan<{type}> y, ReadOnlySpan<{type}> z, Span<{type}> r) {{ for (var i = 0; i < r.Length; i++) r[i] = {call}; }}";
    }

    private static bool Exists(Rule row, string method, string type) => RuleCase.All.Any(c => c.Rule.Name == row.Name && c.Target is { } t && c.Real.Name == (type == "float" ? "Single" : "Double") && c.Name.Contains(method.Replace('.', '_'), StringComparison.Ordinal))
        || row.Pullback is null && method.StartsWith(type, StringComparison.Ordinal);

    private static (Assembly, Assembly, Dictionary<string, string>) Build()
    {
        var source = $"public static partial class Loops\n{{\n{string.Join("\n", Rows.Values.SelectMany(r => new[] { Source(r, "double"), Source(r, "float") }))}\n}}\n";
        var fast = Compiled.From([source], strict: false);
        var plain = Compiled.From([source, .. fast.Methods.Select(m => GradientFile.Write(m.Lowered.Model!, optimised: false))], generate: false, strict: false);
        return (fast.Assembly, plain.Assembly, fast.Generated.ToDictionary(g => g.Name, g => g.Text));
    }

    [Theory, MemberData(nameof(Names))]
    public void Loops_run_on_vectors(string name)
    {
        foreach (var type in (string[])["double", "float"])
            Assert.Contains("Vector512.LoadUnsafe", Built.Value.Texts.Single(t => t.Key.EndsWith($".{name}_{type}.g.cs", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Vectors_give_what_scalar_code_gives(string name)
    {
        Compare(name + "_double", v => v, 1e-12, 2e-13, IsSteep(Rows[name]));
        Compare(name + "_float", v => (float)v, 1e-5, 2e-5, IsSteep(Rows[name]));
    }

    /// <summary>The slope is an exponential of the value: e^(y² / 2) has y² times the error of y.</summary>
    private static bool IsSteep(Rule row)
    {
        var y = new Var("y", 8, IrType.Double);
        return row.Pullback?.Invoke(Arguments(row), y, new Var("g", 9, IrType.Double)).Any(Has) ?? false;

        bool Has(Expr slope) => slope is Apply { Op: Op.Exp } exponential && Reads(exponential) || slope.Children().Any(Has);
        bool Reads(Expr e) => e.Equals(y) || e.Children().Any(Reads);
    }

    private static void Compare<T>(string name, Func<double, T> of, double ofValue, double ofSlope, bool isSteep)
    {
        var (fast, plain) = (Of(Built.Value.Fast), Of(Built.Value.Plain));
        var random = new Random(name.Sum(c => c));
        for (var round = 0; round < Rounds; round++)
        {
            T[] Numbers(bool odd) => [.. Enumerable.Range(0, Length).Select(_ => of(odd && random.Next(3) == 0 ? Odd[random.Next(Odd.Length)] : random.NextDouble() * (round % 3 == 0 ? 2 : 8) - (round % 3 == 0 ? 1 : 4)))];
            T[] x = Numbers(odd: true), y = Numbers(round % 2 == 0), z = Numbers(round % 4 == 0), g = Numbers(odd: false);
            var (a, b) = (Run(fast), Run(plain));
            for (var k = 0; k < 4; k++)
                for (var i = 0; i < Length; i++)
                {
                    var (actual, expected) = (Convert.ToDouble(a[k][i]), Convert.ToDouble(b[k][i]));
                    // Of the size of what cancels in between.
                    var scale = new[] { x[i], y[i], z[i] }.Select(v => Math.Abs(Convert.ToDouble(v))).Where(v => v < 1e3).Append(1).Max();
                    var value = Math.Abs(Convert.ToDouble(b[0][i]));
                    var steepness = isSteep && value is > 1 and < 1e3 ? value * value : 1;
                    var (relative, size) = k == 0 ? (ofValue, scale) : (ofSlope * steepness, scale * scale);
                    var isSame = actual.Equals(expected) || Math.Abs(actual - expected) <= relative * Math.Max(Math.Abs(expected), size);
                    Assert.True(isSame, $"{name}({x[i]}, {y[i]}, {z[i]}), {What[k]}: {actual:R}, scalar {expected:R}, at {i}, adjoint {g[i]}");
                }

            T[][] Run(Backward<T> f)
            {
                T[][] result = [new T[Length], new T[Length], new T[Length], new T[Length]];
                f(x, y, z, result[0], result[1], result[2], result[3], (T[])g.Clone());
                return result;
            }
        }

        Backward<T> Of(Assembly assembly) => assembly.GetType("Loops")!.GetMethod(name + "Backward", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.CreateDelegate<Backward<T>>();
    }
}
