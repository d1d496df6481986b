using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>hello: that a tool answers at all. Definition: evals/hello of GradBench, and so on below.</summary>
public static class Hello
{
    public static readonly Module Module = new Module<double>("hello", Json.Default.Double)
        .Add("square", Json.Default.Double, x => () => Squares.Square(x))
        .Add("double", Json.Default.Double, x => () => Squares.SquareGradient(x).GradX);
}
