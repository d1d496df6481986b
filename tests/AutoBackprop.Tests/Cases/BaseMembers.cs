#pragma warning disable
using System;
using AutoBackprop;

namespace Cases;

/// <summary>'base.' asks for what the base has, also where a class overrides it.</summary>
public static partial class BaseMembers
{
    private class A(double k)
    {
        public virtual double P { get; set; } = 2 * k;
        public virtual double Q => k * P;
        public virtual double this[int i] { get => i * k; set => Kept = value + i; }
        public double Kept = 1;
        public virtual double R { get => Kept; set => Kept = 3 * value; }
        public virtual double Run(double x) => x * P;
    }
    private sealed class B(double k, double l) : A(k)
    {
        public override double P { get; set; } = l;
        public override double Q => base.Q * l + base.P;
        public override double this[int i] { get => base[i] * l; set => base[i] = value * l; }
        public override double R { get => base.R + l; set => base.R = value * value; }
        public override double Run(double x) => base.Run(x) * l + base[2];
        public double Both() { base.P += l; P *= l; return base.P * P; }
    }
    [Case("0.7, 1.3"), Differentiable] public static double Computed(double x, double y) => new B(x, y).Q;
    [Case("0.7, 1.3"), Differentiable] public static double Automatic(double x, double y) { var b = new B(x, y); return b.Both() + b.P; }
    [Case("0.7, 1.3"), Differentiable] public static double Indexed(double x, double y) { var b = new B(x, y); b[3] = x * y; return b[2] * b.Kept; }
    [Case("0.7, 1.3"), Differentiable] public static double Written(double x, double y) { var b = new B(x, y); b.R = x; b.R *= y; return b.R * b.Kept; }
    [Case("0.7, 1.3"), Differentiable] public static double Called(double x, double y) { A b = new B(x, y); return b.Run(x) * b.Q; }

    private static readonly B Constant = new(0.5, 1.5);
    private static readonly A[] All = [new A(0.25), new B(0.5, 1.5)];
    [Case("0.7"), Differentiable] public static double OfConstant(double x) => Constant.Run(x) * Constant.Q * x + Constant[2];
    [Case("0.7, 1")] [Case("0.7, 0"), Differentiable] public static double OfEither(double x, int i) => All[i].Run(x) * All[i].Q * x + All[i][1];
}
public static partial class BaseMembers
{
    private class C { public virtual double Weight() => 2; public virtual double Part { get; } = 0.5; public virtual double Use(double x) => x; }
    private class D : C { public override double Weight() => 3; public override double Part => 7; public override double Use(double x) => x * base.Weight() * base.Part; }
    private sealed class E : D { public override double Weight() => base.Weight() + 10; public override double Use(double x) => base.Use(x) * base.Weight() * Weight() * Part; }
    private static readonly C[] Cs = [new C(), new D(), new E()];
    [Case("0.7, 0")] [Case("0.7, 1")] [Case("0.7, 2"), Differentiable] public static double WithoutNumbers(double x, int i) => Cs[i].Use(x) * x;
    [Case("0.7"), Differentiable] public static double OfLocals(double x) { C a = new D(), b = new E(); return a.Use(x) * b.Use(x); }
}
public partial class BaseOfReceiver
{
    protected double K = 2;
    public virtual double Rate => K;
    public virtual double Fixed { get; set; } = 3;
}
public sealed partial class DerivedReceiver : BaseOfReceiver
{
    public override double Rate => 5;
    public override double Fixed { get; set; } = 4;
    [Differentiable] public double Of(double x) => x * x * base.Rate * base.Fixed + x * Rate * Fixed;
}
public static partial class BaseMembers
{
    private static readonly DerivedReceiver Receiver = new();
    [Case("0.7", Value = 0.7 * 0.7 * 6 + 0.7 * 20), Differentiable] public static double OfReceiver(double x) => Receiver.Of(x);
}
