namespace AutoBackprop.Core;

/// <summary>Memory that is zero at first, and that a loop adds to, element by element, before anything else touches it: the loop
/// stores instead, and nobody need set it to zero.</summary>
public sealed class Overwrite
{
    private readonly Method _method;
    private readonly Arrays _arrays;
    private readonly Effects _effects;

    private Overwrite(Method method)
    {
        (_method, _arrays) = (method, new Arrays(method));
        _effects = new Effects(_arrays);
    }

    public static Method Run(Method method)
    {
        var pass = new Overwrite(method);
        var body = method.Body;
        var (zeroed, covered) = (new List<Var>(), method.Covered.ToList());
        foreach (var memory in method.Zeroed)
            if (pass.Fill(body, -1, memory, pass.LengthOf(memory)) is { } filled) body = filled;
            else if (pass.Covered(body, memory) is { } at)
            {
                var product = (Product)body.Steps[at];
                body = With(body, at, product with { Sets = true });
                covered.Add(new Covered(memory, product.M, product.N));
            }
            else zeroed.Add(memory);
        return method with { Body = pass.Of(body), Zeroed = zeroed.ToArray(), Covered = covered.ToArray() };
    }

    /// <summary>The product that sets the first elements of a gradient, as many as can be said before the method runs.</summary>
    private int? Covered(Block body, Var memory)
    {
        var at = body.Steps.ToList().FindIndex(s => _effects.Mentions(s, memory));
        return at >= 0 && body.Steps[at] is Product product && IsCompact(product, memory) && IsKnown(product.M) && IsKnown(product.N)
            ? at : null;

        bool IsKnown(Expr size) => size.IsPure() && !HasDivision(size) && size.Variables().All(v => _method.Parameters.Contains(v));
    }

    private static bool HasDivision(Expr e) => e is Apply { Op: Op.Div or Op.Rem } || e.Children().Any(HasDivision);

    // A gradient is as long as its parameter.
    private Expr? LengthOf(Var gradient) => _method.OfGradient(gradient) is { } parameter ? Ops.Length(parameter) : null;

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

    /// <summary>The block with the step changed that touches the memory first; null where it does not fill it.</summary>
    private Block? Fill(Block block, int declared, Var memory, Expr? length)
    {
        if (length is null || memory.Type is not { Rank: 1, Element.IsArray: false } || _arrays.MergedWith(memory).Count > 1) return null;
        for (var i = declared + 1; i < block.Steps.Count; i++)
        {
            var step = block.Steps[i];
            if (!_effects.Mentions(step, memory)) continue;
            Stmt? filled = step switch
            {
                For loop => Stored(loop, memory, length),
                Call call => Handed(call, memory),
                Product product => Computed(product, memory, length),
                If choice => InBranches(choice, memory, length),
                _ => null,
            };
            return filled is null ? null : With(block, i, filled);
        }
        return null;
    }

    private static Block With(Block block, int at, Stmt step) =>
        block with { Steps = block.Steps.Select((s, k) => k == at ? step : s).ToArray() };

    private For? Stored(For loop, Var memory, Expr length)
    {
        if (!Filling.Covers(loop, memory, length) || loop.Carried.Any(c => _effects.Mentions(c.Initial, memory))
            || loop.Body.Steps.Where(s => _effects.Mentions(s, memory)).ToList() is not [var only]) return null;
        Stmt? store = only switch
        {
            Store { Array: var a, Indices: [var at] } s when a.Equals(memory) && at.Equals(loop.Index)
                && !_effects.Mentions(s.Value, memory) => s,
            Accumulate { Array: var a, Indices: [var at] } s when a.Equals(memory) && at.Equals(loop.Index)
                && !_effects.Mentions(s.Value, memory) => new Store(s.Array, s.Indices, s.Value),
            _ => null,
        };
        return store is null ? null : loop with { Body = With(loop.Body, loop.Body.Steps.ToList().IndexOf(only), store) };
    }

    /// <summary>A method that writes all of it; or a backward that sets the gradient when it is told so.</summary>
    private Call? Handed(Call call, Var memory)
    {
        if (call.Args.Select((a, i) => (a, i)).Where(p => _effects.Mentions(p.a, memory)).ToList() is not [var (argument, at)]
            || !IsWhole(argument, memory)) return null;
        if (call.Callee.Sweep != Sweep.Backward) return call.Callee.UseOf(at) == Use.Overwrites ? call : null;
        if (call.Callee.IsOurs || at < call.Shadows) return null;
        var (switches, of) = (call.Callee.Switches, call.Shadowed(at));
        if (of >= switches.Count || switches[of].Length == 0) return null;
        return call with { Callee = call.Callee with { Set = switches.Where((name, i) =>
            i == of || name.Length > 0 && call.Callee.Set.Contains(name)).ToArray() } };
    }

    /// <summary>A product that is the whole array.</summary>
    private Product? Computed(Product product, Var memory, Expr length) =>
        IsCompact(product, memory)
            && (length.Equals(Identities.Simplify(product.M * product.N)) || length.Equals(Products.Elements(product.M, product.N))
            || length.Equals(Products.Elements(product.N, product.M))) ? product with { Sets = true } : null;

    /// <summary>It lies in order from the array's beginning, without a gap.</summary>
    private bool IsCompact(Product product, Var memory) => IsWhole(product.C.Array, memory) && product.C.Start is Const { Value: 0 }
        && product.Parts.Count(p => _effects.Mentions(p, memory)) == 1
        && (product.C is { Column: Const { Value: 1 } } && product.C.Row.Equals(product.N)
            || product.C is { Row: Const { Value: 1 } } && product.C.Column.Equals(product.M));

    /// <summary>Some branch fills it: then in those that do not it is set to zero.</summary>
    private If? InBranches(If choice, Var memory, Expr length)
    {
        if (_effects.Mentions(choice.Condition, memory)
            || choice.Results.Any(r => _effects.Mentions(r.OnTrue, memory) || _effects.Mentions(r.OnFalse, memory))) return null;
        var (then, @else) = (Fill(choice.Then, -1, memory, length), Fill(choice.Else, -1, memory, length));
        return then is null && @else is null
            ? null : choice with { Then = then ?? Cleared(choice.Then), Else = @else ?? Cleared(choice.Else) };

        Block Cleared(Block block) => block with { Steps = block.Steps.Prepend(Ops.Clear(memory)).ToArray() };
    }

    private bool IsWhole(Expr array, Var memory) => array is Var v && _arrays.IsAlias(v, memory);
}
