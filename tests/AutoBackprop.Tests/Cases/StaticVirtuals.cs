#pragma warning disable
using System;
using AutoBackprop;

namespace Cases;

/// <summary>Members that a type parameter has by its interface: what the type does comes before what the interface would do.</summary>
public static partial class StaticVirtuals
{
    private interface IKernel<T> where T : IKernel<T>
    {
        static abstract double Do(double a, double b);
        static virtual double Twice(double a) => T.Do(a, a);
        static virtual double Rate => 2;
        double Own(double x) => x * x;
    }
    private struct Product : IKernel<Product> { public static double Do(double a, double b) => a * b; }
    private struct Sum : IKernel<Sum>
    {
        public static double Do(double a, double b) => a + b * b;
        public static double Twice(double a) => 3 * a;
        public static double Rate => 5;
        public double Own(double x) => 7 * x;
    }
    private struct Hidden : IKernel<Hidden>
    {
        static double IKernel<Hidden>.Do(double a, double b) => a - b * b;
        static double IKernel<Hidden>.Twice(double a) => a * a * a;
        static double IKernel<Hidden>.Rate => -1;
        double IKernel<Hidden>.Own(double x) => Math.Sin(x);
    }
    private interface IPlain { static virtual double Of(double x) => x; double Add(double x) => x + 1; }
    private struct Same : IPlain;
    private struct Other : IPlain { public static double Of(double x) => x * x; public double Add(double x) => x * 3; }

    private static double Fold<T>(double[] x) where T : IKernel<T>
    {
        double s = x[0];
        for (int i = 1; i < x.Length; i++) s = T.Do(s, x[i]);
        return s + T.Twice(s);
    }
    private static double Scaled<T>(double x) where T : IKernel<T> => T.Rate * x * T.Twice(x);
    private static double Owned<T>(T k, double x) where T : IKernel<T> => k.Own(x) * x;
    private static double Plain<T>(T t, double x) where T : IPlain => T.Of(x) * t.Add(x);

    [Case("0.7, 1.3"), Differentiable] public static double OfInterface(double x, double y) => Fold<Product>([x, y, x]);
    [Case("0.7, 1.3"), Differentiable] public static double OfType(double x, double y) => Fold<Sum>([x, y, x]);
    [Case("0.7, 1.3"), Differentiable] public static double Explicit(double x, double y) => Fold<Hidden>([x, y, x]);
    [Case("0.7"), Differentiable] public static double PropertyOfInterface(double x) => Scaled<Product>(x);
    [Case("0.7"), Differentiable] public static double PropertyOfType(double x) => Scaled<Sum>(x);
    [Case("0.7"), Differentiable] public static double PropertyExplicit(double x) => Scaled<Hidden>(x);
    [Case("0.7"), Differentiable] public static double InstanceOfInterface(double x) => Owned(new Product(), x);
    [Case("0.7"), Differentiable] public static double InstanceOfType(double x) => Owned(new Sum(), x);
    [Case("0.7"), Differentiable] public static double InstanceExplicit(double x) => Owned(new Hidden(), x);
    [Case("0.7"), Differentiable] public static double PlainOfInterface(double x) => Plain(new Same(), x);
    [Case("0.7"), Differentiable] public static double PlainOfType(double x) => Plain(new Other(), x);
    [Case("0.7, 1.3"), Differentiable] public static double Both(double x, double y) => Fold<Product>([x, y]) * Fold<Sum>([y, x]) + Scaled<Hidden>(x);
}
