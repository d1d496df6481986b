using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>One line that checks all of a type: it finds nothing in the zoos, and every planted fault.</summary>
public sealed class CheckAllTests
{
    // Gradients that are stopped on purpose, and a rule that says so.
    private static readonly string[] Stopped = ["NoGradientMethod", "Stopped", "StoppedSingle", "StoppedInLoop", "RuleOfOurs"];

    [Theory, InlineData(typeof(Zoo)), InlineData(typeof(LaneZoo)), InlineData(typeof(ArrayZoo)), InlineData(typeof(AggregateZoo))]
    public void Finds_nothing_in_a_zoo(Type zoo)
    {
        var report = Gradients.CheckAll(zoo, samples: 1);
        Assert.Empty(report.Methods.Where(m => m.Mismatches.Count > 0 && !Stopped.Contains(m.Method[(m.Method.LastIndexOf('.') + 1)..]))
            .SelectMany(m => m.Mismatches.Select(w => $"{m.Method}: {w}")));
        Assert.True(report.Methods.Count(m => m.NotChecked is not null) <= 2, report.ToString());
        Assert.True(report.Methods.Sum(m => m.Compared) > 200, report.ToString());
    }

    [Fact]
    public void Finds_nothing_in_objects_generics_and_every_mode()
    {
        var report = Gradients.CheckAll(Loaded(Compile.Generate(Right)).GetType("Right")!);
        Assert.True(report.Passed, report.ToString());
        var members = report.Methods.SelectMany(m => m.Members).ToList();
        // The forms on several cores are compared with these elsewhere.
        foreach (var suffix in Enum.GetNames<Derivatives>().Where(n => n != nameof(Derivatives.Parallel))) Assert.Contains(members, m => m.EndsWith(suffix, StringComparison.Ordinal));
        Assert.All(report.Methods, m => Assert.True(m.Compared > 0, m.Method));
        Assert.Equal(13, report.Methods.Count);
    }

    [Fact]
    public void Finds_every_planted_fault()
    {
        var type = Loaded(Compile.Generate(PlantedFaults.Rules)).GetType("Faulty")!;
        var byRule = Gradients.CheckAll(type);
        var byHand = Gradients.CheckAll(PlantedFaults.WithoutGenerator().GetType("Faulty")!);
        foreach (var method in byRule.Methods.Concat(byHand.Methods))
            Assert.True(method.NotChecked is null && method.Mismatches.Count > 0 != method.Method.Contains("Right", StringComparison.Ordinal), $"{method}");
        Assert.Equal(20, byRule.Methods.Concat(byHand.Methods).Count(m => m.Mismatches.Count > 0));
    }

    [Fact]
    public void A_report_names_method_parameter_element_and_both_numbers()
    {
        var report = Gradients.CheckAll(PlantedFaults.WithoutGenerator().GetType("Faulty")!);
        var wrong = report.Methods.First(m => m.Method == "Faulty.Element").Mismatches[0];
        Assert.Equal(("ElementGradient", "w[1]"), (wrong.Member, wrong.Component));
        Assert.Contains($"  Faulty.Element: {wrong}", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("ElementGradient: w[1] is ", $"{wrong}", StringComparison.Ordinal);
        Assert.Contains("w = [", wrong.At, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(report.ThrowIfFailed);
    }

    [Fact]
    public void What_cannot_be_made_up_is_said_and_taken_from_samples()
    {
        var report = Gradients.CheckAll(Loaded(Compile.Generate(Samples)).GetType("Curves")!);
        Assert.False(report.Passed);
        Assert.Equal(
            [
                "no 'Func`2' can be made up for 'f'; give some by [SampleInputs]",
                "what was made up throws ArgumentException: never; say what makes sense by [SampleInputs]",
                null, null,
                "'Curves.Missing' gives no samples; it must be a static member that gives a sequence.",
                "A sample of 'Curves.Short' has 1 arguments, not 2.",
            ], report.Methods.Select(m => m.NotChecked));
        Assert.True(report.Methods[2].Passed && report.Methods[3].Passed, report.ToString());
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => Gradients.CheckAll(typeof(Zoo), samples: 0));
        Assert.Throws<ArgumentNullException>("type", () => Gradients.CheckAll((Type)null!));
    }

    private static Assembly Loaded(Generated generated)
    {
        Assert.Empty(generated.Errors);
        return generated.Load();
    }

    private const string Right = """
        using System;
        using System.Collections.Generic;
        using AutoBackprop;

        public static partial class Right
        {
            public const Derivatives All = Derivatives.Value | Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent
                | Derivatives.HessianVector | Derivatives.Jacobian | Derivatives.Hessian;

            [Differentiable(All)]
            public static double Loss(ReadOnlySpan<double> w, double[] x, double b, int n)
            {
                var sum = b * b;
                for (var i = 0; i < Math.Min(w.Length, x.Length); i++) sum += Math.Sin(w[i] * x[i] + b) * Math.Exp(0.1 * n * w[i]);
                return sum;
            }

            [Differentiable(Derivatives.Value | Derivatives.Backward | Derivatives.Tangent | Derivatives.Jacobian)]
            public static double Step(ref double angle, Span<double> state, out double energy, double dt)
            {
                angle += dt * Math.Cos(angle);
                for (var i = 1; i < state.Length; i++) state[i] += dt * state[i - 1] * angle;
                energy = angle * angle;
                return energy * dt;
            }

            [Differentiable] public static T Bell<T>(T x, T width) where T : System.Numerics.IFloatingPointIeee754<T> => T.Exp(-x * x / (width * width));

            public readonly partial record struct Vec(double X, double Y)
            {
                [Differentiable] public static double operator *(Vec a, Vec b) => a.X * b.X + a.Y * b.Y;
                [Differentiable] public double Length => Math.Sqrt(X * X + Y * Y);
            }

            public sealed partial class Layer(double[] w)
            {
                public double[] W { get; } = w;
                public double Rate = 0.3;
                [Differentiable(Derivatives.Gradient | Derivatives.Backward, Receiver = Receiver.Active)]
                public double Out(double x) { var sum = Rate * x; foreach (var v in W) sum += Math.Tanh(v * x); return sum; }
                [Differentiable] public double Data(double x) { var sum = Rate * x; foreach (var v in W) sum += Math.Tanh(v * x); return sum; }
                [Differentiable(Of = ["x"], Name = "Slope")] public double Part(double x, double y) => Math.Sin(x * y) * Rate;
            }

            public abstract class Scaled { protected double factor = 0.7; }
            public sealed partial class Kept : Scaled
            {
                private readonly double[] _w;
                private double _b;
                private readonly int _n;
                public double Rate { get; private set; } = 0.3;
                public Kept(double[] w) => (_w, _n) = (w, w.Length);
                private double Forward(double[] x) { var sum = _b * factor; for (var i = 0; i < Math.Min(x.Length, _n); i++) sum += _w[i] * x[i]; return sum * Rate; }
                [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent | Derivatives.HessianVector, Receiver = Receiver.Active)]
                public double Loss([NoGradient] double[] x, double y) => (Forward(x) - y) * (Forward(x) - y) * _b;
                [Differentiable] public double Data(double x) => Math.Sin(_b * x) * Rate;
            }

            public partial struct Filter
            {
                private double _a, _state;
                public double Gain;
                [Differentiable] public readonly double Next(double x) => _a * _state + (1 - _a) * Gain * x * x;
            }

            public interface ICurve { double At(double t); }
            public sealed record Line(double A, double B) : ICurve { public double At(double t) => A + B * t; }
            public abstract class Shape(double scale) { public double Scale => scale; public abstract double Area(double x); }
            public sealed class Disc(double scale, ICurve inner) : Shape(scale) { public override double Area(double x) => Scale * inner.At(x) * x; }

            public sealed record Sample(DateTime Time, double Value);
            public sealed partial class Fit(List<Sample> data, System.Collections.Immutable.ImmutableArray<double> weights, Memory<double> more)
            {
                public List<double> Shifts { get; } = [1, 2];
                [Differentiable]
                public double Loss(double k, [NoGradient] ICurve curve, [NoGradient] Shape shape)
                {
                    var sum = shape.Area(k) + weights[0] * more.Span[0] + Shifts[0] * k;
                    foreach (var (_, value) in data) sum += (value - k) * curve.At(k);
                    return sum;
                }
            }
        }
        """;

    private const string Samples = """
        using System;
        using System.Collections.Generic;
        using AutoBackprop;

        public static partial class Curves
        {
            [Differentiable] public static double Of([NoGradient] Func<double, double> f, double x) => x * f(2);
            [Differentiable] public static double Never(double x) => x > 1e9 ? x : throw new ArgumentException("never");
            [Differentiable, SampleInputs(nameof(Given))] public static double Like([NoGradient] Func<double, double> f, double x) => x * x * f(2);
            [Differentiable, SampleInputs(nameof(Lists))] public static double Sum(List<double> all) { var s = 0.0; foreach (var v in all) s += v * v; return s; }
            [Differentiable, SampleInputs("Missing")] public static double Nothing(double x) => x;
            [Differentiable, SampleInputs(nameof(Short))] public static double Few(double x, double y) => x * y;
            private static IEnumerable<(Func<double, double>, double)> Given() => [(Math.Sin, 2.0), (v => v, 3.0)];
            private static IEnumerable<object[]> Lists => [[new List<double> { 1, 2 }], [new List<double> { 3 }]];
            private static readonly double[] Short = [1.5];
        }
        """;
}
