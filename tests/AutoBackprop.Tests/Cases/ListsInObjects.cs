using AutoBackprop;

namespace Cases;

/// <summary>Lists that an object of the method captures.</summary>
public sealed class ZeroCurve(List<double> times, List<double> rates)
{
    public double Discount(double t) { var i = times.FindIndex(x => x >= t); var rate = i switch { 0 => rates[0], -1 => rates[^1], _ => rates[i - 1] }; return Math.Exp(-rate * t); }
}
public static partial class CurvesOfLists
{
    [Differentiable, Case("0.2, 0.3")] public static double A(double x, double y) { List<double> times = [1, 2], rates = [x, y]; var c = new ZeroCurve(times, rates); return c.Discount(1.5); }
    [Differentiable, Case("0.2, 0.3")] public static double B(double x, double y) { List<double> times = [], rates = []; times.Add(1); rates.Add(x); times.Add(2); rates.Add(y); var c = new ZeroCurve(times, rates); return c.Discount(1.5); }
}

public sealed class Holder1(List<double> rates) { public double D(double t) => rates[0] * t; }
public sealed class Holder2(List<double> rates) { public double D(double t) => rates[^1] * t; }
public sealed class Holder3(List<double> rates) { public double D(double t) { var i = rates.FindIndex(x => x >= 1); return rates[i] * t; } }
public sealed class Holder4(double[] rates) { public double D(double t) => rates[0] * t; }
public static partial class ListsInObjects
{
    [Differentiable, Case("0.2, 0.3")] public static double A1(double x, double y) { List<double> r = [x, y]; var c = new Holder1(r); return c.D(1.5); }
    [Differentiable, Case("0.2, 0.3")] public static double A2(double x, double y) { List<double> r = [x, y]; var c = new Holder2(r); return c.D(1.5); }
    [Differentiable, Case("0.2, 2")] public static double A3(double x, double y) { List<double> r = [x, y]; var c = new Holder3(r); return c.D(1.5); }
    [Differentiable, Case("0.2, 2")] public static double A4(double x, double y) { double[] r = [x, y]; var c = new Holder4(r); return c.D(1.5); }
}
