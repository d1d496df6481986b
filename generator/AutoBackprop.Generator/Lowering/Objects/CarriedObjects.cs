using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Variables that a loop gives another object each round, of a type in which nothing changes: the loop carries what such an
/// object holds.</summary>
internal sealed class CarriedObjects(Scope scope) : Lowerer(scope)
{
    // The same in each trial of the loop.
    private readonly Dictionary<(IOperation Loop, object Key), LocalObject> _own = [];

    /// <summary>An object that the variable has for itself, and the keys of what it holds; none for what is no such variable.</summary>
    public IEnumerable<object> Enter(object key, IOperation loop)
    {
        if (!Scope.RebuiltArrays.IsSplit(loop, key) || Scope.LocalObjects.Of(Variables[key]) is not { } given) return [];
        if (!_own.TryGetValue((loop, key), out var own))
        {
            own = _own[(loop, key)] = new LocalObject(given.Syntax, given.Type) { Name = Scope.NameOf(Variables.KeyOf(key)) };
            Scope.LocalObjects.Add(own);
        }
        if (!ReferenceEquals(own, given))
            foreach (var place in given.Places.ToList()) Variables[own.Of(place.Symbol)] = Variables[place]!;
        Variables[key] = Scope.LocalObjects.ValueOf(own);
        return own.Places.ToList();
    }

    /// <summary>It may be carried so: the loop is lowered again.</summary>
    public bool Split(IOperation loop, object key, Expr before, Expr next) =>
        Scope.LocalObjects.CanMerge(before, next) && Scope.RebuiltArrays.Split(loop, key);

    /// <summary>At the end of a round: all of them hold what the new ones hold, at once.</summary>
    public void Settle(IEnumerable<LoopVariables.Entered> entered, IOperation loop)
    {
        var taken = new List<(object Key, Value Value)>();
        foreach (var e in entered)
            if (_own.TryGetValue((loop, e.Key), out var own) && Scope.LocalObjects.Of(Variables[e.Key]) is { } next
                && !ReferenceEquals(next, own) && SymbolEqualityComparer.Default.Equals(next.Type, own.Type))
            {
                Take(own, next);
                taken.Add((e.Key, Scope.LocalObjects.ValueOf(own)));
            }
        foreach (var (key, value) in taken) Variables[key] = value;

        void Take(LocalObject own, LocalObject next)
        {
            foreach (var place in own.Places.ToList())
            {
                var (into, value) = (Scope.LocalObjects.Of(Variables[place]), Variables[next.Of(place.Symbol)]!);
                if (into is not null && _own.ContainsValue(into) && Scope.LocalObjects.Of(value) is { } inner
                    && !ReferenceEquals(into, inner))
                {
                    Take(into, inner);
                    value = Scope.LocalObjects.ValueOf(into);
                }
                taken.Add((place, value));
            }
        }
    }
}
