using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What lowers one family of operations. It holds nothing but its scope; what all of them say all the time has a short name
/// here.</summary>
internal abstract class Lowerer(Scope scope)
{
    protected Scope Scope { get; } = scope;

    protected LoweringContext Context => Scope.Context;
    protected Environment Variables => Scope.Variables;
    protected Fresh Fresh => Scope.Fresh;
    protected Origins Origins => Scope.Origins;
    protected List<Rejection> Rejections => Scope.Findings.Rejections;
    protected List<Watch> Watches => Scope.Findings.Watches;

    protected Value Lower(IOperation operation) => Scope.Expressions.ValueOf(operation);
    protected Expr Scalar(IOperation operation) => Scope.Expressions.ScalarOf(operation);

    protected void Emit(Stmt step) => Scope.Emit(step);
    protected Block BlockOf(Action body) => Scope.BlockOf(body);
    protected Value Define(string name, Value value, ITypeSymbol? type = null) => Scope.Define(name, value, type);
    protected Value Hold(Value value) => Scope.Hold(value);
    protected Expr Named(Expr array) => Scope.Named(array);
    protected void Assign(object key, Value value, ITypeSymbol? type = null) => Scope.Assign(key, value, type);

    /// <summary>The value without its gradient.</summary>
    protected static Expr Stop(Expr value) => value is Const ? value : Opaque.Stop(value);

    protected Value Reject(IOperation operation, string? what = null, string instead = "") =>
        Scope.Findings.Reject(operation, what, instead);
    protected void Reject(Location location, string what, string instead = "") => Scope.Findings.Reject(location, what, instead);
    protected void Watch(IOperation operation, IEnumerable<Expr> values, string? what, string instead = "") =>
        Scope.Findings.Watch(operation, values, what, instead);
    protected void WhenLost(IOperation operation, IEnumerable<Expr> values, string how) => Scope.Findings.WhenLost(operation, values, how);
    protected bool IsAccessible(ISymbol symbol, IOperation operation) => Scope.Findings.IsAccessible(symbol, operation);
}
