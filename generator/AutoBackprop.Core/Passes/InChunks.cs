namespace AutoBackprop.Core;

/// <summary>Outer loops whose iterations stand alone run in chunks, several at once. What all iterations add to is added up chunk by chunk
/// and summed in a fixed order behind the loop, so that nothing depends on who ran which chunk when.</summary>
public sealed class InChunks
{
    private readonly Method _method;
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Dictionary<int, int> _stackUses;
    private readonly Var _cores;
    private readonly Beforehand _beforehand;

    // Of all loops in chunks; null where it is not known beforehand.
    private Expr? _work = new Const(0, IrType.Double);

    private InChunks(Method method)
    {
        (_method, _fresh, _arrays, _stackUses) = (method, new Fresh(method.NextId), new Arrays(method), StackUses(method.Body));
        _cores = _fresh.Named("options", Library.Options);
        _beforehand = new Beforehand(method);
    }

    /// <summary>The method with one more parameter: the caller's options.</summary>
    public static Method Run(Method method)
    {
        var pass = new InChunks(method);
        return pass.With(method, pass.Of(method.Body, []));
    }

    /// <summary>The method as it is, with that parameter.</summary>
    public static Method WithOptions(Method method) => new InChunks(method).With(method, method.Body);

    private Method With(Method method, Block body) => method with
    {
        Parameters = method.Parameters.Append(_cores).ToArray(), IsActive = method.IsActive.Append(false).ToArray(),
        Body = body, NextId = _fresh.NextId, Chunking = new Chunking(_work, Intact.Of(method)),
    };

    /// <summary>The chunks of a method that has gone through <see cref="Run"/>, each changed.</summary>
    public static Method Map(Method method, Func<Method, Method> change)
    {
        return method with { Body = In(method.Body), NextId = method.NextId };

        Block In(Block block) => block with
        {
            Steps = block.Steps.Map(s => s is Chunked c ? Changed(c) : s is If ? s.MapBlocks(In) : s),
        };

        Stmt Changed(Chunked c)
        {
            var chunk = change(c.Chunk with { NextId = method.NextId });
            method = method with { NextId = chunk.NextId };
            return c with { Chunk = chunk };
        }
    }

    private static Dictionary<int, int> StackUses(Block block) =>
        block.AllSteps().Select(s => s is Push p ? p.Storage : s is Pop q ? q.Storage : null).OfType<Var>().GroupBy(v => v.Id)
            .ToDictionary(g => g.Key, g => g.Count());

    // ── which loops ──────────────────────────────────────────────────────────────────────────────────────────

    /// <param name="around">The steps before the block, in the blocks around it.</param>
    private Block Of(Block block, IReadOnlyList<Stmt> around)
    {
        var before = around.ToList();
        var steps = new List<Stmt>();
        foreach (var step in block.Steps)
        {
            steps.AddRange(step switch
            {
                If s => [s with { Then = Of(s.Then, before), Else = Of(s.Else, before) }],
                For s when IsLarge(s) && Why(s, out var sums) is null => Chunks(s, sums, before),
                _ => [step],
            });
            before.Add(step);
        }
        return block with { Steps = steps };
    }

    // Constant and few, with nothing inside: never worth it.
    private static bool IsLarge(For loop) => loop.Step is 1 or -1
        && !(loop.Trips() is Const { Value: < 4 } || loop.Trips() is Const { Value: < 1000 } && !loop.Body.AllSteps().Exists(s => s is For or While));

    private Refusal? Why(For loop, out List<Var> sums)
    {
        sums = [];
        var inside = StackUses(loop.Body);
        return new LoopFacts(loop, _arrays).RunsInChunks(
            storage => inside.TryGetValue(storage.Id, out var own) && own == _stackUses[storage.Id], sums);
    }

    /// <summary>Why none of the outer loops of a method runs in chunks: the first of them, and its reason; no loop where there is none; null
    /// where one does.</summary>
    public static (Stmt? Loop, Refusal Why)? Refusal(Method method)
    {
        var pass = new InChunks(method);
        var loops = method.Body.Steps.SelectMany(s => s is If ? s.Self() : [s]).Where(s => s is For or While).ToList();
        var whys = loops.Select(s => s is not For { Step: 1 or -1 } f ? new Refusal("how often it runs is known only when it ends")
            : pass.Why(f, out _)).ToList();
        return loops.Count == 0 ? (null, new("it has no loop")) : whys.Contains(null) ? null : (loops[0], whys[0]!);
    }

    // ── a loop in chunks ─────────────────────────────────────────────────────────────────────────────────────

    private List<Stmt> Chunks(For loop, List<Var> sums, IReadOnlyList<Stmt> before)
    {
        var trips = _fresh.Hidden("trips", IrType.Int);
        var count = _fresh.Hidden("chunks", IrType.Int);
        var work = Work.OfIteration(loop);
        _work = _work is { } sum && _beforehand.Of(Ops.Cast(IrType.Double, loop.Trips()) * work) is { } more
            ? Identities.Simplify(sum + more) : null;
        var elements = sums.Aggregate((Expr)new Const(0, IrType.Double), (n, s) => Identities.Simplify(n + Ops.Cast(IrType.Double, Ops.Length(s))));
        List<Stmt> steps =
        [
            new Let(trips, Identities.Simplify(new Apply(Op.Max, new[] { loop.Trips(), Const.Int(0) }, IrType.Int))),
            new Let(count, Library.Chunks("Count", IrType.Int, trips, work, elements)),
        ];

        // Inside, what is summed goes by the names that it has outside.
        var (which, chunks, all) = (_fresh.Hidden("chunk", IrType.Int), _fresh.Hidden("chunks", IrType.Int), _fresh.Hidden("trips", IrType.Int));
        var rename = new Rename(v => v);
        List<(Var Inside, Expr Outside, bool Writes)> handed = [(chunks, count, false), (all, trips, false)];
        var (body, totals) = (new List<Stmt>(), new List<Stmt>());
        foreach (var into in sums)
        {
            var memory = _fresh.Beside(into, "sums_" + into.Name, IrType.SpanOf(into.Type.Element!));
            steps.Add(new Allocate(memory, Library.Chunks("Room", IrType.Int, count, Ops.Length(into)), IsFilled: true));
            var (mine, length) = (_fresh.Version(memory), _fresh.Hidden("length", IrType.Int));
            var own = _fresh.Version(into, memory.Type);
            // A single chunk adds to the memory itself.
            handed.Add((mine, Ops.Select(count > Const.Int(1), memory, into), true));
            handed.Add((length, Ops.Length(into), false));
            body.Add(new Let(own, new Slice(mine, Identities.Simplify(which * length), length, own.Type)));
            body.Add(new If(chunks > Const.Int(1), new Block(new Stmt[] { Ops.Clear(own) }), Block.Empty, default));
            rename.Substitute(into, own);
            totals.Add(Library.ChunksDo("Total", memory, into, count, _cores));
        }

        var (begin, end) = (_fresh.Hidden("begin", IrType.Int), _fresh.Hidden("end", IrType.Int));
        body.Add(new Let(begin, Library.Chunks("Begin", IrType.Int, which, chunks, all)));
        body.Add(new Let(end, Library.Chunks("Begin", IrType.Int, Identities.Simplify(which + Const.Int(1)), chunks, all)));
        var (known, inputs) = Known(loop, before);
        foreach (var input in inputs.Where(v => !sums.Contains(v)))
            handed.Add((input, input, input.Type is { IsArray: true, IsReadOnly: false } && IsWritten(loop, input)));
        body.AddRange(known.Select(rename.Of));
        Expr At(Expr trip) => Identities.Simplify(loop.Step > 0 ? loop.From + trip : loop.From - trip);
        var carried = loop.Carried.Map(c => c with { Initial = new Const(0, c.Variable.Type) });
        var part = (For)rename.Of(loop with { Carried = carried });
        body.Add(part with { From = rename.Of(At(begin)), To = rename.Of(At(end)) });
        foreach (var (c, mine) in loop.Carried.Zip(part.Carried, (a, b) => (a, b)))
        {
            var memory = _fresh.Beside(c.Variable, "sums_" + c.Variable.Name, IrType.SpanOf(c.Variable.Type));
            steps.Add(new Allocate(memory, count, IsFilled: true));
            var each = _fresh.Version(memory);
            handed.Add((each, memory, true));
            body.Add(new Store(each, new Expr[] { which }, mine.Result));
            var total = _fresh.Hidden(c.Variable.Type);
            totals.Add(new Let(total, Library.Chunks("Sum", c.Variable.Type, memory, count)));
            totals.Add(new Let(c.Result, c.Initial + total));
        }

        EquatableArray<Var> parameters = handed.Select(h => h.Inside).Prepend(which).ToArray();
        var chunk = new Method("Chunk_" + loop.Index.Word, parameters, parameters.Map(_ => false), new Block(body), default)
        {
            NextId = _fresh.NextId, ChecksOverflow = _method.ChecksOverflow,
        };
        return [new Comment("chunks of iterations, on several cores"), .. steps,
            new Chunked(count, chunk, handed.Select(h => h.Outside).ToArray(), handed.Select(h => h.Writes).ToArray(), _cores), .. totals];
    }

    private bool IsWritten(For loop, Var array)
    {
        var effects = new Effects(_arrays);
        return loop.Body.AllSteps().Exists(s => effects.Writes(s, _arrays.Root(array)));
    }

    /// <summary>What the loop reads from outside: whole numbers and names of memory are made once more, so that a chunk knows of them
    /// what the method knows; the rest is handed to it.</summary>
    private static (List<Stmt> Known, List<Var> Handed) Known(For loop, IReadOnlyList<Stmt> before)
    {
        HashSet<int> own = [.. new Block(new Stmt[] { loop }).Defined()];
        var (known, handed) = (new List<Stmt>(), new List<Var>());
        var made = before.OfType<Let>().ToDictionary(l => l.Target.Id);
        foreach (var v in loop.Carried.Select(c => c.Next).Append(loop.From).SelectMany(e => e.Variables()).Concat(loop.Body.AllReads())) Take(v);
        return (known, handed);

        void Take(Var v)
        {
            if (!own.Add(v.Id)) return;
            if (made.TryGetValue(v.Id, out var let) && (let.Target.Type.Kind == Kind.Int && let.Value.IsPure() && !HasCode(let.Value)
                || let.Target.Type.IsArray && let.Value is Var or Slice or Apply { Op: Op.Select }))
            {
                foreach (var read in let.Value.Variables()) Take(read);
                known.Add(let);
            }
            else handed.Add(v);
        }
    }

    // Code of the user runs as often as it says.
    private static bool HasCode(Expr e) => e is Opaque or Load || e.Children().Any(HasCode);
}
