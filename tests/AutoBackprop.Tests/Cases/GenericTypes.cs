#pragma warning disable
using AutoBackprop;

namespace Cases;

/// <summary>Methods of generic types that do not depend on the type arguments.</summary>
public static partial class GOuter<T>
{
    [Differentiable] public static double Square(double x) => x * x;
    [Differentiable] public static double Sum(ReadOnlySpan<double> w, T _) { double s = 0; foreach (var v in w) s += v * v; return s; }
    public partial record Inner<S> where S : struct
    {
        [Differentiable] public static double Cube(double x) => x * x * x;
        [Differentiable] public static double Both(double x) => Cube(x) + Square(x);
        [Differentiable] public static double Recursive(double x, int n) => n == 0 ? 1 : x * Recursive(x, n - 1);
    }
    public partial struct Value { [Differentiable] public static double G(double x) => Size() * x; private static int Size() => typeof(T) == typeof(int) ? 2 : 3; }
}
public static partial class GenericTypes
{
    [Case("3", Value = 9, Grad = "6")] [Differentiable] public static double Call(double x) => GOuter<int>.Square(x);
    [Case("3", Value = 36, Grad = "33")] [Differentiable] public static double CallBoth(double x) => GOuter<object>.Inner<int>.Both(x);
    [Case("3", Value = 27, Grad = "27")] [Differentiable] public static double CallRecursive(double x) => GOuter<object>.Inner<int>.Recursive(x, 3);
    [Case("3", Value = 15, Grad = "6")] [Differentiable] public static double Outside(double x) => x * x + Slope();
    private static double Slope() { var d = new double[2]; GOuter<int>.SumGradient([1, 2], 3, d); return GOuter<object>.SquareGradient(1.5).GradX + GOuter<object>.Inner<int>.BothGradient(0).GradX + GOuter<object>.Inner<byte>.RecursiveGradient(1, 3).GradX + d[1] - 4; }
}
