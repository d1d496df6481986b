using System;

namespace AutoBackprop.Tests;

// Names that generated code would like to have itself.
public static partial class Zoo
{
    [Differentiable] public static double BothCases(double w, double W) => w * W * W;
    [Differentiable] public static double TakenByParameter(double x, double gradX) => x * gradX * gradX;
    [Differentiable] public static double TakenTwice(double x, double gradX, double grad_x) => x * gradX * grad_x * x;
    [Differentiable] public static double ResultAndValue(double result, double value, double gradResult) => result * value + gradResult * value;
    [Differentiable] public static double Keywords(double @class, double @in, double @params) { var @this = @class * @in; var @double = @this * @params; return @double + @this; }
    [Differentiable] public static double Contextual(double var, double value, double field, double await) { var yield = var * value; var nameof = yield * field; return nameof * await; }

    [Differentiable]
    public static double LocalsLikeOurs(double x, double y)
    {
        var grad_x = x * y;
        var gradX = grad_x * grad_x;
        var t1 = Math.Sin(gradX);
        var t2 = Math.Exp(Math.Sin(t1 * Math.Cos(x)));
        var grad_t1 = t1 * t2;
        var result = grad_t1 + x;
        var value = result * y;
        var gradResult = value * value;
        return gradResult + t2;
    }

    [Differentiable]
    public static double LoopNamesLikeOurs(double x, int n)
    {
        var kept_x = x;
        var trips = n;
        var old_x = 0.0;
        var x_1 = x;
        while (trips-- > 0)
        {
            var kept_t1 = Math.Sin(kept_x * x);
            old_x = x;
            x = Math.Cos(kept_t1) * x_1;
            x_1 = old_x * kept_t1;
        }
        return x * old_x * kept_x;
    }

    [Differentiable]
    public static double TypeNames(double Math, double Activations)
    {
        var MathF = System.Math.Sin(Math);
        var System_ = MathF * Activations;
        return System_ * AutoBackprop.Activations.Sigmoid(System_);
    }

    [Differentiable]
    public static double SameNameInSiblings(double x, int n)
    {
        if (n > 1) { var a = Math.Sin(x); x = a * a; } else { var a = x * x; x = a + Math.Cos(a); }
        for (var k = 0; k < n; k++) { var a = Math.Tanh(x); x += a * a; }
        { int a = n; x *= a; }
        { var a = x > 0; x = a ? x * x : -x; }
        return x;
    }

    [Differentiable] public static double Ünïcödé(double α, double _β, double γ1) { var ω = α * _β; return ω * γ1 + ω; }
    [Differentiable] public static double Underscores(double _, double __, double x_) { var _1 = _ * __; return _1 * x_; }
    [Differentiable] public static double Overloaded(double x) => x * x;
    [Differentiable] public static double Overloaded(double x, double y) => x * y;
    [Differentiable] public static float Overloaded(float x) => x * 3;
    [Differentiable] public static double Defaults(double x, double y = 0.1, int n = 3, bool b = true, string s = "a\"b", Season season = Season.Autumn) => x * y * n + (b ? x : y) + (int)season * x + s.Length * y;

    public static partial class Nest
    {
        [Differentiable] public static double Inner(double x) => x * Golden;
        internal partial struct Deeper<T> { [Differentiable] public static double InGeneric(double x) => x * x * typeof(T).Name.Length; }
        public partial record Rec { [Differentiable] public static double InRecord(double x) => x * x; }
        public partial interface IFace { [Differentiable] public static double InInterface(double x) => x * x * x; }

        /// <summary>Ours stands behind this one.</summary>
        public static partial class Hidden
        {
            private static class Math { internal static double Sin(double x) => x * 2; }
            [Differentiable] public static double OtherMath(double x) => Math.Sin(x) * System.Math.Exp(x) + Activations.Sigmoid(x);
        }
    }
}
