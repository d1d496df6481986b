using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Arguments by <c>ref</c> and <c>out</c> of a method that is inlined: it works on a copy, which is assigned when it returns.
/// That is the same wherever the method has no other way to the variable.</summary>
internal sealed partial class BodyLowering
{
    private static bool IsByReference(IArgumentOperation argument) => argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out };

    /// <summary>Where a copy would not do; null where it does.</summary>
    private (IOperation At, string What)? NoCopy(IInvocationOperation call)
    {
        var roots = new HashSet<object>();
        var hasElement = false;
        foreach (var argument in call.Arguments.Where(IsByReference))
        {
            if (Default(argument.Parameter!.Type).Leaves.Any(l => l.Type.Kind is Kind.Array or Kind.Other)) return (argument, "An array or object by reference");
            if (argument.Value is IDiscardOperation) continue;
            if (IsPlace(argument.Value))
            {
                if (hasElement || call.Arguments.Any(a => Default(a.Parameter!.Type).Leaves.Any(l => l.Type.IsArray))) return (argument, "A reference to an element, beside other memory,");
                hasElement = true;
                continue;
            }
            var own = Assignments.Roots(argument.Value).ToList();
            if (own.Count == 0) return (argument, "A reference to this");
            if (!own.All(roots.Add)) return (argument, "A second reference to the same variable");
        }
        return null;
    }

    private Value[] Arguments(IInvocationOperation call, Dictionary<int, ElementPlace> places)
    {
        var values = new Value[call.Arguments.Length];
        foreach (var argument in call.Arguments)
        {
            var at = argument.Parameter!.Ordinal;
            if (IsByReference(argument) && IsPlace(argument.Value)) places[at] = Place(argument.Value)!.Settled(Hold);
            values[at] = argument.Parameter.RefKind == RefKind.Out ? Default(argument.Parameter.Type)
                : places.TryGetValue(at, out var place) ? Hold(Read(place, argument.Value.Type)) : Hold(Lower(argument.Value));
        }
        return values;
    }

    /// <summary>What the method has left in its parameters.</summary>
    private void GiveBack(IInvocationOperation call, IMethodSymbol method, IEnumerable<Expr> finals, Dictionary<int, ElementPlace> places)
    {
        var next = finals.GetEnumerator();
        IEnumerable<Expr> Taken(int count)
        {
            for (var i = 0; i < count; i++)
            {
                next.MoveNext();
                yield return next.Current;
            }
        }
        foreach (var parameter in method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out))
        {
            var empty = Default(parameter.Type);
            var value = empty.With(Taken(empty.Leaves.Count()).ToList());
            var argument = call.Arguments.First(a => a.Parameter!.Ordinal == parameter.Ordinal);
            if (places.TryGetValue(parameter.Ordinal, out var place)) Write(place, Hold(value), parameter.Type, argument);
            else Write(Aim(argument.Value), value, call);
        }
    }
}
