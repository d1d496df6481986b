namespace AutoBackprop.Core;

/// <summary>About how many variables the JIT will have for a piece of code, those of inlined methods included.</summary>
public static class Weight
{
    public static int Of(Block block) => block.AllSteps().Sum(Own);

    public static int Of(For loop) => Own(loop) + Of(loop.Body);

    private static int Own(Stmt step) => Kind(step) + step.Reads().Sum(Of);

    private static int Kind(Stmt step) => step switch
    {
        Allocate => 6,
        Product or Call or Grow => 6,
        For s => 2 + s.Carried.Count,
        Let { Target.Type.IsArray: true } => 4,
        Let => 1,
        Store or Accumulate => 1,
        _ => 0,
    };

    private static int Of(Expr expr) => expr.Children().Sum(Of) + expr switch
    {
        Apply { Type.Lanes: > 1, Op: Op.MultiplyAddEstimate } => 2,
        Apply { Type.Lanes: > 1 } a when Rules.Of(a.Op).IsCostly => 40,
        Apply { Type.Lanes: > 1 } => 1,
        Opaque { Args.Count: > 0 } => 10,
        Load { Type.Lanes: > 1 } => 1,
        _ => 0,
    };
}
