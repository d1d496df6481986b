using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What a loop carries from one round to the next.</summary>
internal sealed class LoopVariables(Scope scope) : Lowerer(scope)
{
    /// <param name="Arrays">Those among the leaves, in order.</param>
    public sealed record Entered(object Key, string Name, Value Initial, Value Variables, List<CarriedArrays.CarriedArray> Arrays);

    public List<Entered> Enter(IEnumerable<object> keys, IOperation loop)
    {
        var entered = new List<Entered>();
        var all = keys.ToList();
        for (var i = 0; i < all.Count; i++) all.AddRange(Scope.CarriedObjects.Enter(all[i], loop).Where(k => !all.Contains(k)).ToList());
        foreach (var (key, before) in all.Select(k => (k, Variables[k]!)).ToList())
        {
            var initial = Scope.RebuiltArrays.IsSplit(loop, key)
                && Scope.Composites.Split(before, Scope.TypeOf(Variables.KeyOf(key))) is { } split ? split : before;
            var (arrays, leaf) = (new List<CarriedArrays.CarriedArray>(), 0);
            var name = Scope.NameOf(Variables.KeyOf(key));
            var variables = initial.Map(e => leaf++ is var i && Entities.Is(e) || Scope.RebuiltArrays.IsFixed(loop, key, i)
                ? e : e.Type.IsArray ? Array(key, e, initial, i, name, loop, arrays)
                : name.Length > 0 ? Fresh.Named(e is Var { IsHidden: false } v ? v.Name : name, e.Type) : Fresh.Hidden(e.Type));
            entered.Add(new Entered(key, name, initial, variables, arrays));
        }
        foreach (var e in entered) Variables[e.Key] = e.Variables;
        return entered;
    }

    private Expr Array(object key, Expr initial, Value whole, int leaf, string name, IOperation loop,
        List<CarriedArrays.CarriedArray> arrays)
    {
        if (Scope.RebuiltArrays.Enter(key, leaf, initial, name, loop) is not { } own)
            return Scope.CarriedArrays.Carry(key, initial, whole, leaf, name, loop, arrays);
        arrays.Add(own);
        return own.Inside.Start is null ? own.Memory! : Scope.Extents.Look(own.Inside, own.Memory!.Type);
    }

    /// <summary>Within the loop: arrays get their names.</summary>
    public void Begin(List<Entered> entered)
    {
        foreach (var e in entered.Where(e => e.Arrays.Count > 0)) Variables[e.Key] = Named(e.Variables, e.Name);
    }

    public EquatableArray<Carried> Leave(List<Entered> entered, IOperation loop)
    {
        var carried = new List<Carried>();
        foreach (var e in entered)
        {
            var nexts = Variables[e.Key]!.Leaves.ToList();
            var (leaf, array) = (0, 0);
            var initials = e.Initial.Leaves.ToList();
            if (nexts.Count != initials.Count)
            {
                if (!e.Initial.IsTuple && Scope.Composites.Split(e.Initial, Scope.TypeOf(Variables.KeyOf(e.Key))) is not null
                    && Scope.RebuiltArrays.Split(loop, e.Key))
                {
                    Variables[e.Key] = e.Variables;
                    continue;
                }
                if (e.Key is ObjectRows.Row)
                {
                    // What is asked of one of them later is no other mistake.
                    Reject(loop, "A loop that adds objects to a list",
                        "make the list of a 'Select(..).ToList()' over a fixed number, or keep their numbers in arrays");
                    continue;
                }
                Reject(WhereAssigned(loop,
                    e.Key), "A choice between an object whose members are numbers here and one that comes from elsewhere",
                    "choose what is assigned to its members");
                Variables[e.Key] = e.Variables;
                continue;
            }
            Variables[e.Key] = e.Variables.Map(v =>
            {
                var i = leaf++;
                Expr Result(Expr variable, Expr initial, Expr next)
                {
                    carried.Add(new Carried((Var)variable, initial, next, Fresh.Version((Var)variable)));
                    return carried[^1].Result;
                }
                if (Entities.Is(v)) return nexts[i].Equals(v) || Scope.CarriedObjects.Split(loop, e.Key, v, nexts[i])
                    ? v : Reject(loop, "A loop that changes which object, lambda or LINQ sequence a variable holds").Leaves.First();
                if (Scope.RebuiltArrays.IsFixed(loop, e.Key, i))
                    return Scope.KnownMemory.AreEqual(v, nexts[i]) ? v
                        : Reject(loop, "A loop in which an array of several dimensions gets another shape",
                        "make it as large as it becomes, before the loop").Leaves.First();
                if (Entities.Is(nexts[i]))
                    return Reject(loop, "A loop that changes which LINQ sequence a variable holds", "call 'ToArray' within").Leaves.First();
                if (!v.Type.IsArray) return Result(v, initials[i], nexts[i]);
                var inside = e.Arrays[array++];
                if (Scope.CarriedArrays.Numbers(inside, nexts[i]) is not { } numbers)
                {
                    Reject(WhereAssigned(loop, e.Key), "An array that is made in a loop, and outlives the iteration,",
                        "make it before, and fill it in the loop");
                    return v;
                }
                var results = numbers.Select(n => Result(n.Variable, n.Initial, n.Next)).ToList();
                Expr Now(Expr number) => numbers.FindIndex(n => n.Variable.Equals(number)) is >= 0 and var k ? results[k] : number;
                var of = inside.Inside;
                return Scope.Extents.Look(of with { Which = Now(of.Which), Start = of.Start is { } s ? Now(s) : null,
                    Length = of.Length is { } l ? Now(l) : null }, v.Type);
            });
        }
        return carried;
    }

    /// <summary>After the loop: arrays get their names.</summary>
    public void End(List<Entered> entered) => Begin([.. entered.Select(e => e with { Variables = Variables[e.Key]! })]);

    private Value Named(Value value, string name) => value.Map(l => l.Type.IsArray && l is not Var ? Define(name, l).Scalar! : l);

    /// <summary>The value that is assigned to a variable in a branch or loop.</summary>
    public static Location WhereAssigned(IOperation within, object? key) => (Jumps.Inside(within).OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(a => key is ISymbol s && a.Target is ILocalReferenceOperation or IParameterReferenceOperation
            && SymbolEqualityComparer.Default.Equals(s,
                a.Target is ILocalReferenceOperation l ? l.Local : ((IParameterReferenceOperation)a.Target).Parameter))?.Value
                ?? within).Syntax.GetLocation();
}
