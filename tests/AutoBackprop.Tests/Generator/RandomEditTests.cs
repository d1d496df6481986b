using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Tests;

/// <summary>A program of four files with many places that can be written in several ways. After each random edit a driver
/// that has seen all the edits before must hold the same files, byte for byte, as one that has seen nothing.</summary>
public sealed class RandomEditTests
{
    private static readonly string[] Files =
    [
        """
        $using$
        $namespace$
        $access$ static partial class Model
        {
            $attribute1$
            $modifier$ static double First($parameter$ x, $mark$double y$default$)
            {
                $body1$
                $local1$ $name$ = x / 3;
                return ($result1$) + $name$;
            }

            $partialAttribute$ public static partial double Part(double x);

            $attribute2$ public static double Second(double x) => $result2$;

            $attribute2$
            internal static float Third(float x, int n)
            {
                var s = 0f;
                for (int i = 0; i < n; i++) { $loop$ }
                $local$
                return s + Inner(x);
            }

            $member$
        }
        """,
        """
        $using1$
        static class Helper
        {
            $helperMark$public static double Twice(double x) { $helper$ }
            static double Once(double x) => $inner$;
            public static double Scaled(double x, double by = $by$) => x * by;
            $overload$
            public static double Guarded(double x) { $guard$ return x / 3; }
            public static double Fold(double x, int n) => n <= $stop$ ? x : Fold($fold$, n - 1);
        }
        """,
        """
        enum Kind { $kinds$ }
        static class Constants
        {
            public const double Scale = $scale$;
            const int Unit = $unit$;
            public $static$ double Rate = $rate$;
            public static double Property $property$
        }
        struct Pair { public $pair$ X $pairAccess$ public static implicit operator double(Pair p) => 1; public static Pair operator +(Pair a, Pair b) => a; }
        """,
        """
        $using3$
        $math$
        static partial class Rules
        {
            $rule$ static double Rule(double x, double gradResult, ref $ruleType$ gradX) { gradX += gradResult; return x; }
        }
        $partial$
        partial class Model { $partialAttribute2$ public static partial double Part(double x) $part$ }
        """,
    ];

    private static readonly Dictionary<string, string[]> Variants = new()
    {
        ["using"] = ["using System; using AutoBackprop;", "using AutoBackprop; using System;", "using AutoBackprop; using static System.Math; using System;", "using AutoBackprop;", "using System; using AutoBackprop; using A = AutoBackprop.Activations;"],
        ["namespace"] = ["", "namespace Space;", "namespace Space.Deep;", "namespace AutoBackprop;", "namespace System;"],
        ["access"] = ["public", "internal", ""],
        ["attribute1"] = ["[Differentiable]", "[Differentiable(Derivatives.Backward)]", "[Differentiable(Derivatives.Gradient | Derivatives.Backward)]", "", "[AutoBackprop.Differentiable, Obsolete]", "[Differentiable(Derivatives.Jacobian)]"],
        ["attribute2"] = ["[Differentiable]", "", "[DifferentiableAttribute]", "[NoGradient]"],
        ["modifier"] = ["public", "internal", "private", "public unsafe"],
        ["parameter"] = ["double", "float", "in double", "Pair", "decimal", "int", "(double A, double B)", "ref double", "[NoGradient] Pair", "Missing"],
        ["mark"] = ["", "[NoGradient] ", "in "],
        ["default"] = ["", " = 1", " = 2.5", " = Constants.Scale", " = double.NaN"],
        ["local1"] = ["var", "double", "float", "const double"],
        ["name"] = ["t", "u", "grad_x", "@in", "result"],
        ["body1"] = ["", "var z = x * y; y = z;", "var w = x * y; y = w;", "if (y > 0) y = -y;", "while (y > 1) y = y / 2;", "throw null!;", "try { } finally { }", "y += Local(y); double Local(double a) => a * a;", "Console.WriteLine(y);", "checked { y *= (int)Kind.B; }"],
        ["result1"] = ["x * y", "Helper.Twice(y) + x", "Helper.Scaled(x + y)", "x * Constants.Scale * y", "x * (int)Kind.B * y", "Math.Sin(x) * y", "Math.BitIncrement(x) * y", "Sin(x * y)", "Helper.Fold(x, 3) * y", "x + y * Constants.Rate", "x * y * Constants.Property", "Third(1, 2) * x * y", "Helper.Guarded(x) * y"],
        ["result2"] = ["x", "Helper.Twice(Helper.Twice(x))", "Helper.Guarded(x)", "Activations.Sigmoid(x) * Constants.Scale", "new Model2().F(x)", "Helper.Fold(x * x, 5)", "First(x, x)", "Part(x)", "Math.Pow(x, Constants.Scale)", "x switch { > Constants.Scale => 1, _ => x }"],
        ["loop"] = ["s += x;", "s += x * i;", "if (i > (int)Kind.B) break; s = s * x + 1;", "s = (float)Helper.Twice(s);", "", "continue;"],
        ["local"] = ["static float Inner(float a) => a * a;", "static float Inner(float b) => b * b;", "static float Inner(float a) => a * (float)Constants.Scale;", "float Inner(float a) => a + s;", ""],
        ["member"] = ["", "static int Unrelated() => 1;", "static int Unrelated() => 2;", "static double FirstGradient(double x, double y) => 1;", "static float Inner(float a) => a;", "static double Sin(double x) => 2 * x;", "class Math { }", "static double Twice; // of course"],
        ["using1"] = ["", "using System;", "using static System.Math;"],
        ["helperMark"] = ["", "[AutoBackprop.NoGradient] "],
        ["helper"] = ["return x + x;", "return 2 * x;", "return Once(x) + x;", "var y = x; return y * y;", "return Overloaded((float)x);", "while (true) { }", "return x * Constants.Scale;", "foreach (var c in \"a\") { } return x;", "return y;"],
        ["inner"] = ["x", "x * x", "System.Math.BitIncrement(x)", "Guarded(x) * (int)Kind.B", "-x"],
        ["by"] = ["2", "3", "Constants.Scale"],
        ["overload"] = ["static double Overloaded(double x) => x;", "static double Overloaded(double x) => x; static double Overloaded(float x) => 3 * x;", "static double Overloaded(object x) => 1;", "public static double Twice(int x) => x; static double Overloaded(double x) => -x;", "public static double Twice(in double x) => x; static double Overloaded(double x) => -x;"],
        ["guard"] = ["", "if (x < 0) throw new System.ArgumentException(\"x\");", "if (x < Constants.Scale) return x;", "System.Console.WriteLine(x);"],
        ["stop"] = ["0", "1", "(int)Kind.A"],
        ["fold"] = ["x * x", "x + 1", "Twice(x)", "Constants.Scale * x"],
        ["kinds"] = ["A, B", "A, C, B", "B, A", "A, B = 7", "A"],
        ["scale"] = ["2", "3", "2 * Unit", "0.1", "1 /"],
        ["unit"] = ["4", "5"],
        ["static"] = ["const", "static", "static readonly", "[AutoBackprop.NoGradient] public static"],
        ["rate"] = ["1", "2"],
        ["property"] = ["=> 1;", "=> 2;", "{ get; set; }", "{ get => 3; }", ";"],
        ["pair"] = ["double", "int", "decimal", "float"],
        ["pairAccess"] = [";", "{ get; set; }", "{ get => 1; set { } }", "{ get { return 1; } set { } }"],
        ["using3"] = ["", "global using static System.Math;", "global using AutoBackprop;", "global using D = AutoBackprop.DifferentiableAttribute;", "#define X"],
        ["math"] = ["", "static class Math { public static double Sin(double x) => x; }", "namespace Space { static class Math { public static double Sin(double x) => x * x; } }", "namespace Space { static class Helper { public static double Twice(double x) => 9 * x; } }", "#if X\nstatic class Math { public static double Sin(double x) => 4 * x; }\n#endif"],
        ["partialAttribute"] = ["[Differentiable]", "", "[System.Obsolete]"],
        ["partialAttribute2"] = ["", "[AutoBackprop.Differentiable]", "[System.Diagnostics.DebuggerStepThrough]"],
        ["part"] = ["=> x * x;", "=> System.Math.BitIncrement(x) * x;", "{ try { return x; } finally { } }", "{ return Helper.Twice(x); }", "{ return Helper.Twice(x) + 1; }", "; // half-typed"],
        ["rule"] = ["", "[AutoBackprop.DerivativeOf(typeof(System.Math), \"BitIncrement\")]", "[AutoBackprop.DerivativeOf(typeof(System.Math), nameof(System.Math.Sin))]", "[AutoBackprop.DerivativeOf(typeof(Helper), \"Twice\")]"],
        ["ruleType"] = ["double", "float"],
        ["partial"] = ["", "public static partial class Model { static double SecondGradient(double x) => 1; }", "struct Model2 { public double F(double x) => x; }", "static partial class Model { class System { } }", "class Activations;"],
    };

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task A_warm_driver_never_differs_from_a_cold_one(int seed)
    {
        var (random, changed, history) = (new Random(seed), 0, new List<string>());
        var slots = Variants.Keys.Order(StringComparer.Ordinal).ToArray();
        var chosen = Variants.ToDictionary(v => v.Key, v => v.Value[0]);
        var texts = Files.Select(f => Render(f, chosen)).ToArray();
        var project = new WarmProject(texts);
        var before = project.Texts;

        var slot = slots[0];
        for (var edit = 0; edit < 200; edit++)
        {
            // Else soon nothing would compile any more.
            if (edit % 30 == 0)
                foreach (var (key, variants) in Variants) chosen[key] = variants[0];
            for (var more = random.Next(4) == 0 ? 3 : 1; more > 0; more--)
            {
                // Often the same place once more: from one variant to the next, with all else equal.
                if (random.Next(2) == 0) slot = slots[random.Next(slots.Length)];
                chosen[slot] = Variants[slot][random.Next(Variants[slot].Length)];
                history.Add($"{slot}: {chosen[slot]}");
            }
            for (var file = 0; file < Files.Length; file++) Write(file, Disturbed(Render(Files[file], chosen), random));
            if (random.Next(20) == 0) project.Set(Compile.Options.WithOverflowChecks(random.Next(2) == 0));

            var isAsIfNew = project.IsAsIfNew() && (edit % 3 > 0 || await project.SpeaksAsIfNew());
            Assert.True(isAsIfNew, $"seed {seed}, edit {edit}, after\n{string.Join("\n", history.TakeLast(4))}\n{project.Difference()}\n{string.Join("\n----\n", texts)}");
            if (!project.Texts.SequenceEqual(before)) changed++;
            before = project.Texts;
        }
        Assert.InRange(changed, 40, 200);

        void Write(int file, string text)
        {
            var old = texts[file];
            if (text == old) return;
            texts[file] = text;
            if (random.Next(5) == 0) { project.Reparse(file, text); return; }
            var start = old.Zip(text).TakeWhile(p => p.First == p.Second).Count();
            var end = old.Reverse().Zip(text.Reverse()).Take(Math.Min(old.Length, text.Length) - start).TakeWhile(p => p.First == p.Second).Count();
            project.Change(file, new TextChange(TextSpan.FromBounds(start, old.Length - end), text[start..^end]));
        }
    }

    /// <summary>Now and then half-typed: a comment, a line gone, some characters gone.</summary>
    private static string Disturbed(string text, Random random)
    {
        var at = random.Next(text.Length);
        var line = text.LastIndexOf('\n', at) + 1;
        return random.Next(30) switch
        {
            0 => text.Insert(line, $"// {random.Next(9)}\n"),
            1 => text[..line] + text[(text.IndexOf('\n', line) + 1)..],
            2 => text.Remove(at, random.Next(Math.Min(9, text.Length - at))),
            3 => "",
            _ => text,
        };
    }

    private static string Render(string file, Dictionary<string, string> chosen) =>
        chosen.Aggregate(file, (text, slot) => text.Replace($"${slot.Key}$", slot.Value));
}
