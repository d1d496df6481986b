using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Arguments by 'in' and 'ref' of methods that call others with them.</summary>
public static partial class ByReadOnlyReference
{
    public readonly struct S(double x, double y) { public double X { get; } = x; public double Y { get; } = y; public double At(T t) => t.G(in this) + t.H(this); public double Two(T t) => t.G(in this) * Y; }
    public sealed class T(double k) { private readonly double _k = k; public double G(in S s) => s.X * _k + s.Y; public double H(S s) => s.X * s.X * _k; }
    public record struct R(double A, double B) { public double At(U t) => t.G(in this) + A; }
    public record struct U(double A, double B) { public readonly double G(in R r) => r.A * A + r.B * B * B; }
    [Differentiable, Case("2, 3")] public static double F1(double x, double y) => new S(x, y).At(new T(x * y));
    [Differentiable, Case("2, 3")] public static double F2(double x, double y) { var s = new S(x, y); return s.Two(new T(y)); }
    [Differentiable, Case("2, 3")] public static double F3(double x, double y) { var s = new R(x, y); return s.At(new U(y, x * 3)); }
    public struct V { public double A; public void Grow(W w) => w.Add(ref this); public void Double() { A *= 2; } }
    public struct W { public double A; public void Add(ref V v) { v.A += A; v.Double(); A = 7; } }
    [Differentiable, Case("2, 3")] public static double F4(double x, double y) { var v = new V { A = x }; v.Grow(new W { A = y }); return v.A * x; }
    static double Rec(in R r, int n) { var t = new R(r.A * 1.5, r.B + n); return n == 0 ? r.A * r.B : Rec(in t, n - 1) + r.A; }
    [Differentiable, Case("2, 3")] public static double F5(double x, double y) => Rec(new R(x, y), 3);
}
