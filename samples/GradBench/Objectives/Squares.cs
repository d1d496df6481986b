using AutoBackprop;

namespace GradBench.Objectives;

public static partial class Squares
{
    [Differentiable]
    public static double Square(double x) => x * x;
}
