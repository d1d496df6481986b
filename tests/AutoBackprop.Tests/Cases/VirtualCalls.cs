using AutoBackprop;

namespace Cases;

/// <summary>Virtual, abstract and interface members of objects that are data: the type that the object turns out to be decides.</summary>
public static partial class VirtualCalls
{
    public interface IUnit { double At(double z); double Twice(double z) => At(At(z)); double this[double z] { get; } }
    public sealed class Cube : IUnit { public double At(double z) => z * z * z; public double this[double z] => z; }
    public sealed class Wave(double rate) : IUnit { public double At(double z) => Math.Sin(rate * z); double IUnit.this[double z] => z * rate; }
    public struct Step(double high) : IUnit { private double _high = high; public double At(double z) => z > 1 ? _high * z : z; public double this[double z] => z * z; }

    public abstract class Payoff
    {
        protected double strike = 1.5;
        public abstract double Value(double s);
        public virtual double Fee(double s) => 0.01 * s * strike;
        public double Total(double s) => Value(s) - Fee(s);
    }
    public class Call : Payoff { public override double Value(double s) => Math.Max(s - strike, 0) * s; }
    public class Digital : Call { public override double Value(double s) => base.Value(s) + Math.Tanh(s); public sealed override double Fee(double s) => base.Fee(s) * 2; }
    public sealed class Power(int n) : Payoff { public override double Value(double s) => Math.Pow(s, n); }
    public class Scaled { public virtual double Scale(double x) => x * 2; public double Use(double x) => Scale(x) + x; }
    public class Other : Scaled { public override double Scale(double x) => x * x; }

    static readonly IUnit Unit = new Cube();
    static readonly IUnit[] Units = [new Cube(), new Wave(0.5), new Step(3)];
    static readonly List<Payoff> Book = [new Call(), new Digital(), new Power(3)];
    static readonly Payoff Known = new Digital();
    static readonly Scaled Plain = new();
    static readonly Scaled Derived = new Other();

    [Differentiable, Case("0.7, 1.3")]
    public static double Direct(double x, double y) => Unit.At(x) * y;

    [Differentiable, Case("0.7, 1.3"), Case("1.7, 1.3")]
    public static double Loop(double x, double y) { var s = 0.0; for (var i = 0; i < Units.Length; i++) s += Units[i].At(x) * y; return s; }

    [Differentiable, Case("0.7, 1.3"), Case("2.5, 1.3")]
    public static double Hierarchy(double x, double y) { var s = 0.0; for (var i = 0; i < 3; i++) s += Book[i].Value(x * y) * (i + 1); return s; }

    [Differentiable, Case("2.5, 1.3")]
    public static double Templates(double x, double y) { var s = 0.0; for (var i = 0; i < 3; i++) s += Book[i].Total(x) * y; return s; }

    [Differentiable, Case("2.5, 1.3")]
    public static double Base(double x, double y) => Known.Value(x) * y + Known.Fee(y);

    [Differentiable, Case("2.5, 1.3")]
    public static double Defaults(double x, double y) => Units[1].Twice(x) * y + Unit.Twice(y);

    [Differentiable, Case("2.5, 1.3")]
    public static double Indexers(double x, double y) => Units[1][x] * Units[2][y] * Unit[x];

    [Differentiable, Case("2.5, 1.3")]
    public static double Overridden(double x, double y) => Plain.Use(x) * y + Derived.Use(y) * Derived.Scale(x);

    [Differentiable, Case("0.7, 1.3"), Case("2.5, 1.3")]
    public static double Chosen(double x, double y) { var p = x > 1 ? Book[0] : Book[2]; return p.Total(x * y); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Helper(double x, double y) => Of(Units[0], x) * Of(Units[1], y);
    static double Of(IUnit unit, double x) => unit.At(x) + unit.At(2 * x);

    [Differentiable, Case("0.7, 1.3")]
    public static float Single(float x, float y) => (float)Units[1].At(x) * y;

    [Differentiable, Case("2.5, 1.3")]
    public static double Second(double x, double y) { var (v, gx, gy) = HierarchyGradient(x, y); return v * gx + gy; }
}
