namespace AutoBackprop.Core;

/// <summary>An array that each iteration of a loop fills before it reads it, and that nothing else touches, is declared within
/// the loop: the iterations do not meet in it.</summary>
public sealed class Sink
{
    private readonly Arrays _arrays;
    private readonly Filling _filling;
    private readonly HashSet<int> _returned;

    private Sink(Method method) => (_arrays, _filling, _returned) = (new Arrays(method), new Filling(new Arrays(method)),
        [.. method.Results.SelectMany(r => r.Variables()).Select(v => v.Id)]);

    public static Method Run(Method method)
    {
        var pass = new Sink(method);
        return method with { Body = pass.Of(method.Body) };
    }

    private Block Of(Block block)
    {
        var steps = block.Steps.ToList();
        foreach (var memory in block.Steps.OfType<Allocate>().Reverse()) Move(memory, steps);
        return block with { Steps = steps.Select(Of).ToArray() };
    }

    private Stmt Of(Stmt step) => step switch
    {
        If s => s with { Then = Of(s.Then), Else = Of(s.Else) },
        For s => s with { Body = Of(s.Body) },
        While s => s with { Body = Of(s.Body) },
        _ => step,
    };

    private void Move(Allocate memory, List<Stmt> steps)
    {
        var root = memory.Array;
        var names = steps.OfType<Let>().Where(l => l.Target.Type.IsArray && l.Value is Var or Slice && _arrays.Root(l.Value).Equals(root))
            .ToList();
        if (names.Any(n => _returned.Contains(n.Target.Id)) || _returned.Contains(root.Id)) return;
        var users = steps.Where(s => s != memory && !names.Contains(s) && ReadsAny(s, root)).ToList();
        if (users is not [For or While] || !_filling.IsFirst(root, users[0].Blocks().First().Block)) return;

        var at = steps.IndexOf(users[0]);
        Stmt[] moved = [memory with { IsFilled = true }, .. names];
        Block Into(Block body) => body with { Steps = moved.Concat(body.Steps).ToArray() };
        steps[at] = users[0] switch { For s => s with { Body = Into(s.Body) }, While s => s with { Body = Into(s.Body) }, var s => s };
        steps.RemoveAll(s => s == memory || names.Contains(s));
    }

    private bool ReadsAny(Stmt step, Var root) => step.ReadsAround().SelectMany(r => r.Variables())
        .Concat(step.Blocks().SelectMany(b => b.Block.AllReads())).Any(v => v.Type.IsArray && _arrays.Root(v).Equals(root));
}
