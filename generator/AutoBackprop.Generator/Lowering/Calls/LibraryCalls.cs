using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A derivative by us in another assembly: of methods, and of operators, conversions, properties and indexers of the types
/// that it ships.</summary>
internal sealed class LibraryCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!IsDerived(method)) return null;
        if (method.IsStatic && !IsOfStructs(method))
            return HandWritten.BackwardOf(method, Context.Compilation) is { } backward
            ? Scope.HandWrittenCalls.CallWithRule(call, backward) : null;
        var self = call.Instance is { } instance ? Hold(Lower(instance)) : null;
        return Adapted(call, method, self, Scope.Calls.Arguments(call));
    }

    /// <summary>The getter of a property or an indexer.</summary>
    public Value? Property(IPropertyReferenceOperation p)
    {
        if (p is not { Property.GetMethod: { } get, Instance: { } instance } || !IsDerived(get)) return null;
        var self = Hold(Lower(instance));
        return Adapted(p, get, self, [.. p.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Hold(Lower(a.Value)))]);
    }

    /// <summary>An operator or a conversion.</summary>
    public Value? Operator(IOperation at, IMethodSymbol? method, Func<Value[]> arguments) =>
        method is { IsStatic: true } && IsDerived(method) ? Adapted(at, method, null, arguments()) : null;

    private bool IsDerived(IMethodSymbol method) => !method.IsGenericMethod && Symbols.Has(Declared.Owner(method), Symbols.Differentiable)
        && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, Context.Compilation.Assembly);

    private static bool IsOfStructs(IMethodSymbol method) =>
        method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(t => Aggregate.Of(t) is not null);

    private Value Adapted(IOperation at, IMethodSymbol method, Value? self, Value[] arguments)
    {
        List<Parameter> parameters =
            [.. method.Parameters.Select(p => new Parameter(p.Name, "", "", Types.Shape(p.Type, p.Name, SignatureLowering.IsActive(p))))];
        if (SignatureLowering.ReceiverOf(method) is { } receiver) parameters.Insert(0, receiver);
        var types = method.Parameters.Select(p => p.Type).ToList();
        if (self is not null) types.Insert(0, method.ContainingType);
        var values = self is null ? arguments : [self, .. arguments];
        var result = Types.Shape(method.ReturnType, "value", true);
        if (!IsAccessible(method, at)) return Defaults.Of(at.Type);
        if (!result.HasActive || !Types.IsResult(method.ReturnType)
            || method.Parameters.Any(p => p.RefKind is not (RefKind.None or RefKind.In))
            || parameters.Where((p, i) => p.Shape.HasActive && !(p.Shape.IsScalar && Types.IsResult(types[i]))).Any())
            return Reject(at, $"'{method.Name}' of another assembly, with an object, an array of structs or an argument by reference,",
                "let it take numbers and structs of them");
        var wanted = parameters.Count + 1 + parameters.Count(p => p.Shape.HasActive) - (self is null ? 0 : 1);
        var name = Declared.Name(method) + "Backward";
        if (!method.ContainingType.GetMembers(name).OfType<IMethodSymbol>()
            .Any(b => b.IsStatic == method.IsStatic && b.Parameters.Length == wanted && HasFirst(b, method)))
            return Reject(at, $"'{Declared.Name(method)}', whose assembly has no '{name}',",
                "ask for Derivatives.Backward where it is declared");

        var args = values.SelectMany((v, i) => Scope.Composites.Passed(v, parameters[i].Shape, types[i], at)).ToArray();
        var adapter = AdapterOf(method, name, parameters, result);
        var leaves = parameters.SelectMany(p => p.Shape.Leaves).ToList();
        var results = result.Leaves.Select(l => Fresh.Hidden(l.Type)).ToArray();
        Emit(new Call(new Callee(adapter.Name, Sweep.Value, adapter.Name + "Backward", leaves.Select(l => l.IsActive).ToArray(),
            results.Select(r => r.Type).ToArray()), args, results));
        return Defaults.Of(method.ReturnType).With([.. results]);
    }

    private static bool HasFirst(IMethodSymbol backward, IMethodSymbol method) =>
        method.Parameters.Zip(backward.Parameters, (p, b) => SymbolEqualityComparer.Default.Equals(p.Type, b.Type)).All(same => same);

    private Adapter AdapterOf(IMethodSymbol method, string backward, List<Parameter> parameters, Shape result)
    {
        var (owner, key) = (method.ContainingType.Text(), method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
        if (Context.Adapters.TryGetValue(key, out var known)) return known;
        var name = $"{Context.Prefix}_{method.ContainingType.Name}_{Declared.Name(method)}";
        while (Context.Adapters.Values.Any(a => a.Name == name) || Context.Accessors.Values.Any(a => a.Name == name)) name += "_";
        var holes = parameters.Select((_, i) => Opaque.Hole(i)).ToList();
        var others = string.Join(", ", holes.Skip(method.IsStatic ? 0 : 1));
        var first = method.IsStatic ? owner : $"({holes[0]})";
        var value = method.MethodKind switch
        {
            MethodKind.UserDefinedOperator => SyntaxFacts.GetText(SyntaxFacts.GetOperatorKind(method.Name)) is var sign && holes.Count == 1
                ? $"{sign}({holes[0]})" : $"({holes[0]}) {sign} ({holes[1]})",
            MethodKind.Conversion => $"({method.ReturnType.Text()})({holes[0]})",
            MethodKind.PropertyGet when others.Length > 0 => $"{first}[{others}]",
            MethodKind.PropertyGet => $"{first}.{CSharp.Escape(method.AssociatedSymbol!.Name)}",
            _ => $"{first}.{CSharp.Escape(method.Name)}({others})",
        };
        return Context.Adapters[key] = new Adapter(name, value, $"{first}.{backward}", !method.IsStatic, parameters.ToArray(), result);
    }
}
