using System.Collections.Immutable;
using AutoBackprop.Analyzers;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>Sound C#, cut, shuffled and repeated at random places. Whatever it has become, generator and analyzers have an
/// answer that is no exception; and if the compiler has no objection and we have none, the gradient compiles.</summary>
public sealed class MutilationTests
{
    private const int CasesPerBlock = 260;
#if NEWER_COMPILER
    private const int Blocks = 1;
#else
    private const int Blocks = 8;
#endif

    internal static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(LoweringAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    internal static readonly ImmutableArray<string> Snippets = [.. Corpus()];

    // What to put where it does not belong, by sort.
    private static readonly Dictionary<char, string[]> Strangers = Snippets.SelectMany(Tokens).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .GroupBy(Sort).ToDictionary(g => g.Key, g => g.ToArray());

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Blocks)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Nothing_makes_generator_or_analyzers_throw(int block)
    {
        var failed = new List<string>();
        for (var i = 0; i < CasesPerBlock; i++)
        {
            var seed = block * 100_000 + i;
            var source = Mutilate(new Random(seed));
            var generated = Compile.Generate(source);
            var reported = await Compile.Diagnostics(generated.Compilation, [.. Analyzers]);
            var failures = generated.Run.Diagnostics.Concat(reported).Where(d => d.Id is "CS8785" or "AD0001" or "CS8784").Select(d => d.ToString())
                .Concat(Faults(generated)).ToList();

            // Our own files are only wrong where the user's are.
            if (failures.Count == 0 && generated.Texts.Count > 0 && !generated.Compilation.SyntaxTrees[0].GetDiagnostics().Any())
            {
                var errors = generated.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToLookup(d => d.Location.SourceTree?.FilePath == "File0.cs");
                if (!errors[true].Any()) failures.AddRange(errors[false].Select(d => d.ToString()));
            }
            if (failures.Count > 0)
                failed.Add($"seed {seed}\n{string.Join("\n", failures)}\n----\n{source}\n----\n{string.Join("\n----\n", generated.Texts.Values)}");
        }
        Assert.True(failed.Count == 0, $"{failed.Count} of {CasesPerBlock}:\n{string.Join("\n========\n", failed)}");
    }

    [Theory]
    [InlineData("a[] * b[0, 0]"), InlineData("a[0, 1]"), InlineData("b[0] * a[0]"), InlineData("b[] + b[0, 1, 2]"), InlineData("c[][0]"), InlineData("c[0, 0] + d[]"), InlineData("d[0, 1]")]
    public void As_many_indices_as_an_array_does_not_have_are_no_fault(string value)
    {
        var generated = Compile.Generate($"{Usings}static partial class Model {{ [Differentiable] static double F(double[] a, double[,] b, double[][] c, Span<double> d) => {value}; }}\nstatic class Surroundings;");
        Assert.Empty(Faults(generated));
        Assert.DoesNotContain(generated.Run.Diagnostics, d => d.Id == "CS8785");
    }

    [Fact]
    public void A_method_of_an_interface_without_a_name_is_no_fault()
    {
        var generated = Compile.Generate($"{Usings}static partial class Model {{ [Differentiable] public static double UsedThrice.(double x) {{ var y = Math.Sin(x); return y * y + y; }} }}\nstatic class Surroundings;");
        Assert.True(!Faults(generated).Any(), string.Join("\n", Faults(generated)));
    }

    /// <summary>Exceptions that were caught on their way out.</summary>
    private static IEnumerable<string> Faults(Generated generated) => generated.Compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        .SelectMany(m => LoweringCache.Lower(m, generated.Compilation, default)?.Rejections ?? []).Select(r => r.ToDiagnostic().ToString()).Where(r => r.Contains("fault of AutoBackprop", StringComparison.Ordinal))
        .Concat(generated.Texts.Values.Where(t => t.StartsWith("#error", StringComparison.Ordinal)));

    // ── cutting ──────────────────────────────────────────────────────────────────────────────────────────────

    private static string Mutilate(Random random)
    {
        var text = Snippets[random.Next(Snippets.Length)];
        for (var wounds = 1 + random.Next(3); wounds > 0; wounds--)
            text = random.Next(6) switch
            {
                0 => string.Join("\n", Hurt([.. text.Split('\n')], random)),
                1 or 2 => string.Concat(Hurt(Tokens(text), random)),
                _ => Exchanged(text, random),
            };
        return text;
    }

    /// <summary>A word for a word, an operator for an operator: much of this still compiles, with another meaning.</summary>
    internal static string Exchanged(string text, Random random)
    {
        var tokens = Tokens(text);
        var at = random.Next(tokens.Count);
        var others = Strangers[Sort(tokens[at])];
        tokens[at] = others[random.Next(others.Length)];
        return string.Concat(tokens);
    }

    private static char Sort(string token) => token.TrimStart() is not [var first, ..] ? ' ' : char.IsLetter(first) ? 'a' : char.IsAsciiDigit(first) ? '0' : "{}()[];,".Contains(first, StringComparison.Ordinal) ? first : '+';

    private static List<string> Hurt(List<string> parts, Random random)
    {
        if (parts.Count < 2) return parts;
        var (at, to) = (random.Next(parts.Count), random.Next(parts.Count));
        switch (random.Next(8))
        {
            case 0: parts.RemoveAt(at); break;
            case 1: parts.RemoveRange(at, random.Next(Math.Min(9, parts.Count - at))); break;
            case 2: parts.Insert(at, parts[at]); break;
            case 3: parts.Insert(to, parts[at]); break;
            case 4: (parts[at], parts[to]) = (parts[to], parts[at]); break;
            case 5: parts.RemoveRange(at, parts.Count - at); break;
            case 6: parts[at] = "}"; break;
            case 7: parts.Insert(at, "{ "); break;
        }
        return parts;
    }

    private static List<string> Tokens(string text) => [.. CSharpSyntaxTree.ParseText(text, Compile.Parsing).GetRoot().DescendantTokens().Select(t => t.ToFullString())];

    // ── what to cut ──────────────────────────────────────────────────────────────────────────────────────────

    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using System.Numerics; using AutoBackprop; using static Surroundings;\n";

    private static IEnumerable<string> Corpus()
    {
        foreach (var row in RejectionTests.Bodies.Concat(RejectionTests.Allowed).Select(r => (string)r[1]))
            yield return $"{Usings}static partial class Model\n{{\n    [Differentiable]\n    public static double F(double x, int n)\n    {{\n        {Markup.Parse(row).Code.Replace("; ", ";\n        ")}\n    }}\n}}\n{RejectionTests.Surroundings}";
        foreach (var member in DeclarationTests.Members.SelectMany(r => r.Select(m => Markup.Parse((string)m).Code)))
            yield return $"{Usings}static partial class Model\n{{\n    {member.Replace("; ", ";\n    ")}\n}}\nstatic class Surroundings;";
        foreach (var whole in Whole) yield return Usings + whole + "\nstatic class Surroundings;";
        foreach (var file in ZooFiles())
        {
            var methods = CSharpSyntaxTree.ParseText(File.ReadAllText(file), Compile.Parsing).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToList();
            for (var i = 0; i < methods.Count; i++)
                yield return $"{Usings}static partial class Model\n{{\n{methods[i].ToFullString()}\n{methods[(i + 1) % methods.Count].ToFullString()}}}\nstatic class Surroundings;";
        }
    }

    private static IEnumerable<string> ZooFiles()
    {
        var zoo = Repository.PathTo("tests", "AutoBackprop.Tests", "Zoo");
        return Directory.Exists(zoo) ? Directory.EnumerateFiles(zoo, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
    }

    private static string[] Whole =>
    [
        """
        public static partial class Model
        {
            [Differentiable]
            public static double Neuron(double w0, double x0, double w1, double x1, double w2)
            {
                var s0 = w0 * x0;
                var s1 = w1 * x1;
                var s2 = s0 + s1;
                var s3 = s2 + w2;
                var L = Activations.Sigmoid(s3);
                return L;
            }
        }
        """,
        """
        public static partial class Model
        {
            [Differentiable]
            public static double Loops(double x, double y, int n)
            {
                var s = 0.0;
                for (int i = 0; i < n; i++)
                {
                    if (s > 100) break;
                    if (i % 2 == 0) continue;
                    s += x * Math.Sin(i * y);
                    while (s > 10) { s /= 2; if (s < y) return s * s; }
                }
                do { s = s * x; n--; } while (n > 0 && s < 5);
                return s switch { > 3 and < 4 => s, 5 => 2 * s, _ when n == 0 => -s, var t => t * y };
            }
        }
        """,
        """
        public partial record struct Outer(int N)
        {
            internal partial class Inner
            {
                private const double Scale = 2.5;
                static readonly (double A, double B) Pair = (1, 2);

                [Differentiable(Derivatives.Gradient | Derivatives.Backward)]
                internal static float Mixed((float A, (float, int) B) t, in float x, bool flag = true, [NoGradient] float k = 3)
                {
                    var (a, (b, n)) = t;
                    (a, b) = (b, a * x);
                    t.A += checked((float)Scale * n);
                    switch (n)
                    {
                        case 0: return flag ? a : throw new ArgumentException($"{a:F2}");
                        case > 3 when flag: a = MathF.Max(a, x); break;
                        case 2: case 3: a++; break;
                        default: a = Twice(b) + Twice(t.A); break;
                    }
                    static float Twice(float z) => z < 0 ? Twice(-z) : 2 * z;
                    return (float)Helper.Power(a, n) + b * k + (float)Pair.A;
                }
            }
        }
        static class Helper
        {
            public static double Power(double x, int n) => n <= 0 ? 1 : x * Power(x, n - 1);

            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
            static double Rule(double x, double gradResult, ref double gradX) { gradX += gradResult; return Math.BitIncrement(x); }
        }
        """,
        """
        namespace Space.Deep
        {
            using static System.Math;

            static partial class Model<T> where T : struct
            {
                [Differentiable]
                public static (double Sum, double Product) Both(double x, double y) => (x + y, x * y * Sin(x) + BitIncrement(Gradients.Stop(y)));

                [Differentiable]
                static double Nested(double x) => Both(x, 1).Sum + SquareGradient(x).GradX;

                [Differentiable]
                static double Square(double x) { double y; y = x; y *= y; return y; }
            }
        }
        """,
    ];
}
