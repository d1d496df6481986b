namespace AutoBackprop.Core;

/// <summary>An element that an inner loop reads in every iteration, and does not write, is read once before it: the backward
/// sweep of the inner loop then adds to a variable, not to memory.</summary>
public sealed class Lift(Arrays arrays)
{
    private readonly Dictionary<int, For> _around = [];

    public static Method Run(Method method) => method with { Body = new Lift(new Arrays(method)).Of(method.Body) };

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step)
    {
        switch (step)
        {
            case If s: return [s with { Then = Of(s.Then), Else = Of(s.Else) }];
            case While s: return [s with { Body = Of(s.Body) }];
            case For s:
                _around[s.Index.Id] = s;
                s = s with { Body = Of(s.Body) };
                _around.Remove(s.Index.Id);
                var inside = new HashSet<int>(s.Body.AllSteps().SelectMany(b => b.Defines().Concat(b.Enters())).Concat(s.Enters())
                    .Select(v => v.Id));
                var lifted = s.Body.Steps.Where(b => b is Let { Value: Load load } && IsSame(load, s, inside)).ToList();
                return lifted.Count == 0 ? [s]
                    : [.. lifted, s with { Body = s.Body with { Steps = s.Body.Steps.Where(b => !lifted.Contains(b)).ToArray() } }];
            default: return [step];
        }
    }

    // It exists even if the inner loop does not run at all: its index runs through this very array.
    private bool IsSame(Load load, For loop, HashSet<int> inside) => load is { Array: Var array, Indices: [Var index], Type.IsReal: true }
        && !inside.Contains(array.Id) && _around.TryGetValue(index.Id, out var outer) && outer is { Step: 1, From: Const { Value: >= 0 } }
            && Covers(outer.To, array)
        && !loop.Body.AllSteps().Any(s => new Effects(arrays).Writes(s, arrays.Root(array)));

    private bool Covers(Expr to, Var array) => to is Apply { Op: Op.Length, Args: [Var counted] } && counted.Equals(array)
        || arrays.IsAlias(array, arrays.Root(array)) && arrays.LengthOf(arrays.Root(array)) is { } length && length.Equals(to);
}
