using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Which variables an operation may change, by whatever name.</summary>
internal sealed class Changes(Scope scope) : Lowerer(scope)
{
    /// <summary>Variables from outside, and jump flags, that the operation may change.</summary>
    /// <param name="body">Lowers it: what bodies that are called in it change shows only then.</param>
    public IEnumerable<object> Assigned(IOperation operation, Action body) => Changed(operation)
        .Concat(Jumps.Of(operation))
        .Concat(operation is ILoopOperation loop ? [loop.ExitLabel] : [])
        .Concat(Jumps.Inside(operation).Any(o => o is IReturnOperation) ? [Environment.Result, Environment.Returned] : [])
        .Concat(Variables.HasObjects || Jumps.Inside(operation).Any(IsInPlace) ? Tried(body) : [])
        .Select(Variables.KeyOf).Distinct().Where(k => Variables[k] is not null);

    // Bodies of functions run in it.
    private bool IsInPlace(IOperation operation) => operation is IReturnOperation { Kind: OperationKind.YieldReturn }
        || Scope.FunctionCalls.IsInPlace(operation) || Scope.Sequences.IsInPlace(operation) || Lists.IsInPlace(operation)
            || Dictionaries.IsInPlace(operation);

    /// <summary>What is another value after the body ran, whatever the values were before. Nothing remains of the trial.</summary>
    public List<object> Tried(Action body) => Tried(body, out _);

    /// <summary>It changes no variable and no memory, and calls nothing that might.</summary>
    public bool IsQuiet(Action body) =>
        Tried(body, out var steps).Count == 0
            && new Block(steps).AllSteps()
            .All(s => s is If or For or While or Throw or Let { Value: Load or Slice }
                || s is Let { Value: var value } && value.IsPure());

    /// <summary>The body may change what the value is made of: a variable, or memory.</summary>
    public bool MayAlter(Action body, Func<Value> value)
    {
        var changed = Tried(body, out var steps);
        var written = new Block(steps).AllSteps().SelectMany(Effects.Written).ToList();
        if (changed.Count == 0 && written.Count == 0) return false;
        var (made, result, unknown, _) = Trial(value);
        var read = new Block(made).AllSteps().SelectMany(s => s.Reads()).Concat(result!.Leaves).SelectMany(e => e.Variables()).ToList();
        var memory = read.Where(v => v.Type.IsArray).SelectMany(v => Scope.Extents.ExtentOf(v).Roots).ToList();
        return changed.Any(k => unknown[k].Leaves.Any(l => l is Var v && read.Contains(v)))
            || memory.Count > 0 && written.Any(a => a is not Var || Scope.Extents.ExtentOf(a).Roots.Any(memory.Contains));
    }

    private List<object> Tried(Action body, out List<Stmt> steps)
    {
        (steps, _, var unknown, var after) = Trial(() => { body(); return null; });
        return [.. unknown.Where(p => !after.TryGetValue(p.Key, out var left) || !ReferenceEquals(left, p.Value)).Select(p => p.Key)];
    }

    // Nothing remains of it.
    private (List<Stmt> Steps, Value? Value, Dictionary<object, Value> Unknown, IReadOnlyDictionary<object, Value> After) Trial(Func<Value?> side)
    {
        var before = Variables.Snapshot();
        var unknown = before.ToDictionary(p => p.Key, p => p.Value.Map(l => l.Type.IsArray || Entities.Is(l) ? l : Fresh.Hidden(l.Type)));
        var (noted, watched) = (Rejections.Count, Watches.Count);
        var (steps, value, after) = Scope.Side(side, unknown);
        Variables.Restore(before);
        Rejections.RemoveRange(noted, Rejections.Count - noted);
        Watches.RemoveRange(watched, Watches.Count - watched);
        return (steps, value, unknown, after);
    }

    /// <summary>Every variable that the operation may change, by whatever name.</summary>
    public IEnumerable<object> Changed(IOperation operation) =>
        Assignments.In(operation).Concat(Jumps.Inside(operation).Any(IsInPlace) ? InFunctions(operation) : [])
        .Concat(Receivers(operation)).SelectMany(k => Rooted(k))
        .Concat(Jumps.Inside(operation).OfType<ISimpleAssignmentOperation>().Where(a => a.IsRef).Select(a => a.Target)
            .OfType<ILocalReferenceOperation>().Select(l => l.Local));

    /// <summary>What lambdas and local functions around here assign.</summary>
    private static IEnumerable<object> InFunctions(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation.Descendants().Where(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation)
            .SelectMany(o => o.ChildOperations).SelectMany(Assignments.In);
    }

    private IEnumerable<object> Rooted(object key) => Scope.References.Of(key) is { } target ? target.Keys : [Scope.References.Key(key)];

    /// <summary>The key of a variable; null if it is an element of memory.</summary>
    public object? KeyOf(object symbol) =>
        Scope.References.Of(symbol) is { } target ? target is Target.Variable v ? v.Key : null : Scope.References.Key(symbol);

    /// <summary>Structs on which methods are called that change them.</summary>
    private IEnumerable<object> Receivers(IOperation operation)
    {
        foreach (var inner in Jumps.Inside(operation))
        {
            var (method, instance) = inner switch
            {
                IInvocationOperation i => (i.TargetMethod, i.Instance),
                IPropertyReferenceOperation p => (p.Property.GetMethod, p.Instance),
                _ => (null, null),
            };
            if (instance?.Type is { IsValueType: true } type && method is { IsReadOnly: false } && ChangesThis(method, type))
                foreach (var root in Assignments.Roots(instance)) yield return root;
        }
    }

    private bool ChangesThis(IMethodSymbol method, ITypeSymbol type) => Aggregate.Of(type) is not { } a ? Scope.Owners.MayChange(method)
        : a.Composition == Composition.Struct && SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
        && method.DeclaringSyntaxReferences is [var reference] && Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
        && SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && !method.IsGenericMethod && !method.IsAsync
        && Context.BodyOf(method, reference.GetSyntax(Context.Token)) is { ChangesThis: true };
}
