using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>What can throw.</summary>
public class FailingTests
{
    private static readonly Var X = new("x", 0, IrType.Double), N = new("n", 1, IrType.Int), W = new("w", 2, IrType.SpanOf(IrType.Double));

    public static TheoryData<string, bool, bool> Values => new()
    {
        { "a conversion to int", false, true },
        { "an addition of ints", false, true },
        { "an addition of reals", false, false },
        { "a division by a variable", true, true },
        { "a division by 2", false, false },
        { "a division by -1", true, true },
        { "an element", true, true },
        { "a window", true, true },
    };

    [Theory, MemberData(nameof(Values))]
    public void Whole_numbers_fail_where_overflow_is_checked(string value, bool fails, bool failsChecked)
    {
        Expr expr = value switch
        {
            "a conversion to int" => new Apply(Op.Cast, new Expr[] { X }, IrType.Int),
            "an addition of ints" => N + Const.Int(1),
            "an addition of reals" => X + X,
            "a division by a variable" => Const.Int(7) / N,
            "a division by 2" => N / Const.Int(2),
            "a division by -1" => N / Const.Int(-1),
            "an element" => new Load(W, new Expr[] { N }, IrType.Double),
            _ => new Slice(W, N, Const.Int(2), W.Type),
        };
        var method = new Method("F", new[] { X, N, W }, new[] { true, false, true }, Block.Empty, new Expr[] { X }) { NextId = 3 };
        Assert.Equal(fails, new Failing(method).Can(expr));
        Assert.Equal(failsChecked, new Failing(method with { ChecksOverflow = true }).Can(expr));
    }
}
