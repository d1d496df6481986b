using System.Linq;
using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>Variables of array type that hold no array: as memory they are an empty span, and which memory a variable names tells
/// whether it is there.</summary>
internal sealed class Absent(Scope scope) : Lowerer(scope)
{
    /// <summary>Whether a variable holds no array, by the memory that it may name.</summary>
    public Expr IsNull(Expr array)
    {
        var extent = Scope.Extents.ExtentOf(array);
        Expr answer = Const.False;
        for (var i = 0; i < extent.Roots.Count; i++)
        {
            var isThis = extent.Roots.Count == 1 ? (Expr)Const.True
                : new Apply(Op.Eq, new[] { extent.Which, Const.Int(i) }, IrType.Bool);
            answer = Either(answer, Both(isThis, IsNothing(extent.Roots[i])));
        }
        return answer;
    }

    private Expr IsNothing(Expr root) => Scope.KnownMemory.IsNull(root) ? Const.True
        : Scope.KnownMemory.Allocation(root) is not null ? Const.False
        : new Opaque($"global::AutoBackprop.GivenArrays.IsNull({Opaque.Hole(0)})", new[] { root }, IrType.Bool, IsPure: true);

    private static Expr Both(Expr a, Expr b) => Const.False.Equals(b) ? Const.False : Const.True.Equals(b) ? a
        : Const.True.Equals(a) ? b : Ops.And(a, b);

    private static Expr Either(Expr a, Expr b) => Const.False.Equals(a) ? b : Const.True.Equals(b) ? b
        : Const.False.Equals(b) ? a : Ops.Or(a, b);

    /// <summary>It may hold no array.</summary>
    public bool MayBe(Expr array) => Scope.Extents.ExtentOf(array).Roots.Any(Scope.KnownMemory.IsNull);

    /// <summary>No array, as memory that is there from here on.</summary>
    public Var Nothing(IrType element) => (Var)Define("", Opaque.NoArray(element)).Scalar!;
}
