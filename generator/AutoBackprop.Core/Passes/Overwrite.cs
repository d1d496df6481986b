namespace AutoBackprop.Core;

/// <summary>Memory that is zero at first, and that a loop adds to, element by element, before anything else touches it: the loop
/// stores instead, and nobody need set it to zero.</summary>
public sealed class Overwrite
{
    private readonly Method _method;
    private readonly Arrays _arrays;

    private Overwrite(Method method) => (_method, _arrays) = (method, new Arrays(method));

    public static Method Run(Method method)
    {
        var pass = new Overwrite(method);
        var body = method.Body;
        var zeroed = new List<Var>();
        foreach (var memory in method.Zeroed)
            if (pass.Fill(body, -1, memory, pass.LengthOf(memory)) is { } filled) body = filled;
            else zeroed.Add(memory);
        return method with { Body = pass.Of(body), Zeroed = zeroed.ToArray() };
    }

    // A gradient is as long as its parameter.
    private Expr? LengthOf(Var gradient) => _method.Parameters.FirstOrDefault(p => gradient.Name == "grad_" + p.Name) is { } parameter ? Ops.Length(parameter) : null;

    private Block Of(Block block)
    {
        block = block with { Steps = block.Steps.Map(s => s switch
        {
            If choice => choice with { Then = Of(choice.Then), Else = Of(choice.Else) },
            For loop => loop with { Body = Of(loop.Body) },
            While loop => loop with { Body = Of(loop.Body) },
            _ => s,
        }) };
        for (var i = 0; i < block.Steps.Count; i++)
            if (block.Steps[i] is Allocate { IsFilled: false } memory && Fill(block, i, memory.Array, memory.Length) is { } filled)
                block = filled with { Steps = filled.Steps.Select((s, k) => k == i ? memory with { IsFilled = true } : s).ToArray() };
        return block;
    }

    /// <summary>The block with that loop changed; null where there is none.</summary>
    private Block? Fill(Block block, int declared, Var memory, Expr? length)
    {
        for (var i = declared + 1; i < block.Steps.Count; i++)
        {
            var step = block.Steps[i];
            if (!Touches(step, memory)) continue;
            if (step is not For loop || length is null || !Covers(loop, memory, length)) return null;
            if (loop.Carried.Any(c => Reads(c.Initial, memory)) || loop.Body.Steps.Where(s => Touches(s, memory)).ToList() is not [var only]) return null;
            Stmt? store = only switch
            {
                Store { Array: var a, Indices: [var at] } s when a.Equals(memory) && at.Equals(loop.Index) && !Reads(s.Value, memory) => s,
                Accumulate { Array: var a, Indices: [var at] } s when a.Equals(memory) && at.Equals(loop.Index) && !Reads(s.Value, memory) => new Store(s.Array, s.Indices, s.Value),
                _ => null,
            };
            if (store is null) return null;
            var body = loop.Body with { Steps = loop.Body.Steps.Select(s => ReferenceEquals(s, only) ? store : s).ToArray() };
            return block with { Steps = block.Steps.Select((s, k) => k == i ? loop with { Body = body } : s).ToArray() };
        }
        return null;
    }

    private static bool Covers(For loop, Var memory, Expr length) => loop.Step switch
    {
        1 => loop.From is Const { Value: 0 } && Is(loop.To, memory, length),
        -1 => loop.To is Const { Value: -1 } && Is(Identities.Simplify(loop.From + 1), memory, length),
        _ => false,
    };

    private static bool Is(Expr end, Var memory, Expr length) => end.Equals(length) || end.Equals(Ops.Length(memory));

    private bool Touches(Stmt step, Var memory) => step.Reads().Any(e => Reads(e, memory))
        || step.Blocks().Any(b => b.AtEnd.Any(e => Reads(e, memory)) || b.Block.AllSteps().Any(s => s.Reads().Concat(s.Blocks().SelectMany(x => x.AtEnd)).Any(e => Reads(e, memory))));

    // How long it is may be asked.
    private bool Reads(Expr e, Var memory) => e is Apply { Op: "Length" } ? false
        : e is Var { Type.IsArray: true } v ? _arrays.Root(v).Equals(memory) : e.Children().Any(c => Reads(c, memory));
}
