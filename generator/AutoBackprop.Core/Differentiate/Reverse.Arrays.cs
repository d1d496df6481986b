namespace AutoBackprop.Core;

/// <summary>Adjoints of memory: each active array has a shadow of the same shape, each name and window of it the same name
/// and window of the shadow.</summary>
public sealed partial class Reverse
{
    private readonly Shadows _shadows;

    /// <summary>It names memory that grows: how long the shadow is shows at the end.</summary>
    private bool IsLate(Stmt step) => step.Defines().Any(v => v.Type.IsArray && _arrays.Grows(_arrays.Root(v)));

    private Var Shadow(Expr array) => _shadows.Of(array);

    // What the element held before is gone: so is its adjoint.
    private void StoreBackward(Store s, Adjoints adjoints, List<Stmt> backward)
    {
        if (!s.Value.Type.IsReal) return;
        var shadow = Shadow(s.Array);
        var g = _fresh.Hidden(s.Value.Type);
        if (_activity.IsActive(s.Value)) backward.Add(new Let(g, new Load(shadow, s.Indices, s.Value.Type)));
        backward.Add(new Store(shadow, s.Indices, new Const(0, s.Value.Type)));
        Accumulate(s.Value, g, adjoints, backward);
    }

    private void AccumulateBackward(Accumulate s, Adjoints adjoints, List<Stmt> backward)
    {
        if (!_activity.IsActive(s.Value)) return;
        var g = _fresh.Hidden(s.Value.Type);
        backward.Add(new Let(g, new Load(Shadow(s.Array), s.Indices, s.Value.Type)));
        Accumulate(s.Value, g, adjoints, backward);
    }

    /// <summary>What quoted code may have overwritten has no adjoint from before.</summary>
    private void ForgetWritten(Stmt step, List<Stmt> backward)
    {
        foreach (var array in Effects.Written(step).Where(IsActiveMemory).Distinct())
        {
            var shadow = array switch
            {
                Slice window => window with { Array = Shadow(window.Array), Type = IrType.SpanOf(window.Type.Element!) },
                Load row => row with { Array = Shadow(row.Array) },
                _ => (Expr)Shadow(array),
            };
            if (shadow is not Var name) backward.Add(new Let(name = _fresh.Hidden(shadow.Type), shadow));
            backward.Add(name.Type is { Rank: 1, Element: { IsArray: false } element }
                ? _memory.Each(Ops.Length(name), i => [new Store(name, new Expr[] { i }, new Const(0, element))])
                : Library.Clear(name));
        }
    }

    /// <summary>Of C += A B: A' += C' Bᵀ and B' += Aᵀ C'.</summary>
    private void ProductBackward(Product s, List<Stmt> backward)
    {
        var c = s.C with { Array = Shadow(s.C.Array) };
        if (_activity.IsActive(_arrays.Root(s.A.Array)))
            backward.Add(new Product(c, s.B.Transposed, s.A with { Array = Shadow(s.A.Array) }, s.M, s.N, s.K));
        if (_activity.IsActive(_arrays.Root(s.B.Array)))
            backward.Add(new Product(s.A.Transposed, c, s.B with { Array = Shadow(s.B.Array) }, s.K, s.M, s.N));
    }

    /// <summary>Sweeps a block whose backward part follows it in the same block: its arrays, and their shadows, live until then.</summary>
    private Block SweepOpen(Block block, Adjoints adjoints, List<Stmt> backward)
    {
        _shadows.NoteFirst(block);
        foreach (var v in block.Steps.SelectMany(st => st.Defines())) _memory.Open.Add(v.Id);
        _memory.InOpenBlock = true;
        var forward = new List<List<Stmt>>();
        for (var i = block.Steps.Count - 1; i >= 0; i--)
            forward.Insert(0, block.Steps[i] switch
            {
                For loop when !_outputs.IsBefore(block, i) => Fuse(loop, block, i, adjoints, backward),
                While loop => Apart(loop, Chained(loop) ?? new("how often it runs is known only when it ends")),
                If choice when !_outputs.IsBefore(block, i) => Fuse(choice, block, i, adjoints, backward),
                _ => null,
            } ?? Step(block.Steps[i], adjoints, backward));
        foreach (var (steps, step) in forward.Zip(block.Steps, (steps, step) => (steps, step)))
            steps.AddRange(_outputs.Beside(step, _activity, _shadows) is var seeded && IsLate(step)
                ? [] : _shadows.Beside(step).Concat(seeded));
        if (block.Steps.Any(IsLate)) forward.Add([.. _shadows.Rooms(block), .. block.Steps.Where(IsLate).SelectMany(_shadows.Beside)]);
        return block with { Steps = forward.SelectMany(s => s).ToArray() };
    }
}
