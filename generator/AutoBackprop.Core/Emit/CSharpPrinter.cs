namespace AutoBackprop.Core;

/// <summary>A method body as C#. It decides nothing but where a variable is declared.</summary>
public sealed class CSharpPrinter
{
    private const string Evaluated = "global::AutoBackprop.Destinations.Evaluated";

    private readonly CodeWriter _writer;
    private readonly Slots _slots;
    private readonly ExprPrinter _expr;
    private readonly Func<Callee, string> _callee;
    private readonly HashSet<object> _declared = [];
    private readonly HashSet<int> _read;
    private readonly Tape? _tape;
    private readonly Parts? _parts;
    private int _copies;

    public CSharpPrinter(CodeWriter writer, Method method, Slots slots, Usings usings, Func<Callee, string> callee, Tape? tape = null,
        Parts? parts = null)
    {
        (_tape, _parts) = (tape, parts);
        (_writer, _slots, _callee) = (writer, slots, callee);
        _expr = new ExprPrinter(slots.Of, usings);
        _read = [.. method.Body.AllReads().Concat(method.Results.SelectMany(r => r.Variables())).Select(v => v.Id)];
        foreach (var parameter in method.Parameters) Declare(parameter);
    }

    /// <summary>What methods that call themselves are handed for their tape.</summary>
    public string TapeName { get; init; } = "tape";

    public string Text(Expr expr) => _expr.Text(expr);

    public void Print(Block block)
    {
        foreach (var storage in block.AllSteps().OfType<Push>().Select(p => p.Storage)
            .Concat(block.AllSteps().OfType<Pop>().Select(p => p.Storage)).Distinct())
            if (Declare(storage) && _tape is null)
                _writer.Line($"using var {_slots.Of(storage)} = new global::AutoBackprop.Kept<{storage.Type.Element}>();");
        Steps(block);
    }

    private void Steps(Block block)
    {
        for (var i = 0; i < block.Steps.Count; i++)
        {
            var step = block.Steps[i];
            if (step is Comment c)
            {
                if (i + 1 == block.Steps.Count || block.Steps[i + 1] is Comment) continue;
                if (block.Steps.Take(i).Any(s => s is not Comment)) _writer.Line();
                _writer.Line("// " + c.Text);
                continue;
            }
            // What an inner block assigns and a later step reads is declared before the inner block.
            foreach (var v in Inside(step))
                if (_slots.IsDeclaredIn(block, v) && Declare(v)) _writer.Line($"{v.Type} {_slots.Of(v)};");
            Step(step);
        }
    }

    private void Step(Stmt step)
    {
        switch (step)
        {
            case Let s: Assign(s.Target, s.Value); break;
            case If s: Choice(s); break;
            case For s: Counted(s); break;
            case While s:
                Copy(s.Carried.Select(c => (c.Variable, c.Initial)));
                _writer.Open($"while ({Text(s.Condition)})");
                Steps(s.Body);
                Copy(s.Carried.Select(c => (c.Variable, c.Next)));
                _writer.Close();
                break;
            case Execute { Code.IsPure: true } s:
                _writer.Line(_slots.HasDiscard ? $"_ = {Text(s.Code)};" : $"{Evaluated}({Text(s.Code)});"); break;
            case Execute s: _writer.Line(Text(s.Code) + ";"); break;
            case Throw s: _writer.Line($"throw {Text(s.Exception)};"); break;
            case Call s: Invoke(s); break;
            case Push s: _writer.Line($"{Storage(s.Storage)}.Push({Text(s.Value)});"); break;
            case Pop s: _writer.Line($"{Declared(s.Target)} = {Storage(s.Storage)}.Pop();"); break;
            case Store { Value.Type.Lanes: > 1, Array.Type.IsReference: true } s:
                _writer.Line($"{_expr.Vectors}.StoreUnsafe({Text(s.Value)}, ref {Text(s.Array)}, {_expr.Offset(s.Indices[0])});"); break;
            case Store { Value.Type.Lanes: > 1, Array.Type.Element.Lanes: 1 } s:
                _writer.Line($"{_expr.Vectors}.StoreUnsafe({Text(s.Value)}, ref {Text(s.Array)}[{Text(s.Indices[0])}]);"); break;
            case Store s: Write(s.Array, s.Indices, "", Text(s.Value)); break;
            case Accumulate { Value: Apply { Op: Op.Neg, Args: [var negated] } } s: Write(s.Array, s.Indices, "-", Operand(negated)); break;
            case Accumulate s: Write(s.Array, s.Indices, "+", Operand(s.Value)); break;
            case Product s: _writer.Line($"global::AutoBackprop.MatrixProduct.{(s.Sets ? "Set" : "Add")}({string.Join(", ", s.Parts.Select(p => Text(p)))});"); break;
            case Allocate s: Provide(s); break;
            case Grow s: _writer.Line($"{_slots.Of(s.Array)} = {_slots.Beside(s.Array, "pooled_")}.Grow({Text(s.Length)});"); break;
            case Part s: Invoke(s.Results, _parts!.Call(s, _slots)); break;
            case Chunked s:
                foreach (var line in _parts!.Run(s, _slots, Text)) _writer.Line(line);
                break;
            default: throw new InvalidOperationException($"cannot print {step.GetType().Name}");
        }
    }

    /// <summary>What a step assigns in its blocks. Loops declare what they carry by its first value.</summary>
    private IEnumerable<Var> Inside(Stmt step) => (step is If choice ? choice.Results.Select(p => p.Target) : [])
        .Concat(step.Blocks().SelectMany(b => b.Block.AllSteps()).SelectMany(s => s.Defines().Concat(s.Carries().Select(c => c.Variable))))
        .Where(v => !step.Carries().Any(c => _slots.Same(c.Variable, v)));

    private bool Declare(Var v) => _declared.Add(_slots.Identity(v));

    private string Storage(Var storage) => _tape is null ? _slots.Of(storage) : "tape." + _tape.NameOf(storage);

    /// <summary>array[i] = value, or += or -= it; a member that cannot be assigned by another element.</summary>
    private void Write(Expr array, EquatableArray<Expr> indices, string sign, string value)
    {
        if (indices[indices.Count - 1] is Field { Make: { Length: > 0 } make } made)
        {
            var around = made.Around is { } outer ? indices.Take(indices.Count - 1).Append(outer) : indices.Take(indices.Count - 1);
            Write(array, around.ToArray(), "", make.Replace(Opaque.Hole(0),
                sign.Length == 0 ? value : $"{Element(array, indices)} {sign} ({value})")
                .Replace(Opaque.Hole(1), Element(array, around.ToArray())));
            return;
        }
        if (indices[indices.Count - 1] is not Field { IsPlace: false } member)
        {
            _writer.Line($"{Element(array, indices)} {sign}= {value};");
            return;
        }
        var path = Element(array, indices.Take(indices.Count - 1).ToArray());
        var (before, after) = ($"{path} = ", ";");
        foreach (var name in member.Path.Split('.'))
        {
            (before, after) = ($"{before}{path} with {{ {name} = ", " }" + after);
            path += "." + name;
        }
        _writer.Line(before + (sign.Length == 0 ? value : $"{path} {sign} ({value})") + after);
    }

    private string Element(Expr array, EquatableArray<Expr> indices) => Text(new Load(array, indices, array.Type.Element!));

    /// <summary>A pooled array, given back at the end of the block.</summary>
    private void Provide(Allocate s)
    {
        var name = _slots.Of(s.Array);
        Declare(s.Array);
        if (s.IsManaged)
        {
            _writer.Line($"{s.Array.Type} {name} = new {s.Array.Type.Element}[{Text(s.Length)}];");
            return;
        }
        var pool = s.Array.Type.Element is { Lanes: > 1 } vector
            ? $"PooledVectors<{(vector.Kind == Kind.Double ? "double" : "float")}>" : $"Pooled<{s.Array.Type.Element}>";
        var pooled = _slots.Beside(s.Array, "pooled_");
        _writer.Line($"using var {pooled} = new global::AutoBackprop.{pool}({Text(s.Length)}{(s.IsFilled ? ", clear: false" : "")});");
        _writer.Line($"var {name} = {pooled}.Span;");
    }

    private string Declared(Var v) => Declare(v) ? "var " + _slots.Of(v) : _slots.Of(v);

    private void Assign(Var target, Expr value)
    {
        // A copy of what nobody asks for any more, by the same name.
        if (value is Opaque { Args: [Var copied] } && value.Type == copied.Type && ((Opaque)value).Text == Opaque.Hole(0)
            && _slots.Same(target, copied)) return;
        if (value is Var source && _slots.Same(target, source)) return;
        if (target.Type.IsReference && Declare(target))
        {
            _writer.Line($"ref var {_slots.Of(target)} = ref {_expr.Reference((Slice)value)};");
            return;
        }
        if (Declare(target))
            _writer.Line($"{(target.Type == IrType.Ending ? "using " : "")}{(NeedsType(value, target.Type) ? target.Type.Name : "var")} {_slots.Of(target)} = {Text(value)};");
        else if (value is Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Div, Args: [Var left, var right] } a && _slots.Same(left, target)
            && !(target.Type.Lanes > 1 && right is Apply { Op: Op.Mul }))
            _writer.Line(right is Const { Value: 1, Type.Kind: Kind.Int } && a.Op is Op.Add or Op.Sub
                ? $"{_slots.Of(target)}{(a.Op == Op.Add ? "++" : "--")};"
                : $"{_slots.Of(target)} {Sign(a.Op)}= {Operand(right)};");
        else
            _writer.Line($"{_slots.Of(target)} = {Text(value)};");
    }

    private static string Sign(string op) => Rules.Of(op).Spelling.Substring(4, 1);

    private string Operand(Expr expr) => expr is Const c ? CSharp.Operand(c) : Text(expr);

    // var would take the type of the literal or of the default, or be the array that a span is taken of.
    private static bool NeedsType(Expr value, IrType type) =>
        value is Opaque or Apply { Type.Kind: Kind.Other or Kind.Array }
            || value is Var { Type.IsManagedArray: true } && !type.IsManagedArray;

    private void Choice(If s, string otherwise = "")
    {
        var (then, @else) = (Ends(s.Then) ? [] : s.Results.Select(p => (p.Target, p.OnTrue)),
            Ends(s.Else) ? [] : s.Results.Select(p => (p.Target, p.OnFalse)));
        var condition = s.Condition;
        var (first, second) = (s.Then, s.Else);
        if (first.IsEmpty && !then.Any(Moves))
        {
            (first, second, then, @else) = (second, first, @else, then);
            condition = Ops.Not(condition);
        }
        _writer.Open($"{otherwise}if ({Text(condition)})");
        Steps(first);
        Copy(then);
        _writer.Close();
        if (second.IsEmpty && !@else.Any(Moves)) return;
        if (second.Steps.Count == 1 && second.Steps[0] is If chained && !@else.Any(Moves)
            && !Inside(chained).Any(v => _slots.IsDeclaredIn(second, v)))
        {
            Choice(chained, "else ");
            return;
        }
        _writer.Open("else");
        Steps(second);
        Copy(@else);
        _writer.Close();
    }

    private bool Moves((Var Target, Expr Source) copy) => copy.Source is not Var v || !_slots.Same(copy.Target, v);

    private static bool Ends(Block block) => block.Steps.Count > 0 && block.Steps[block.Steps.Count - 1] is Throw;

    private void Counted(For s)
    {
        Copy(s.Carried.Select(c => (c.Variable, c.Initial)));
        var i = _slots.Of(s.Index);
        var bound = (s.To, s.Step > 0) switch
        {
            (Const { Value: > int.MinValue and < int.MaxValue } to, false) => $">= {(int)to.Value + 1}",
            (Apply { Op: Op.Add, Args: [var to, Const { Value: 1 }] }, true) => $"<= {_expr.Text(to, 11)}",
            (Apply { Op: Op.Sub, Args: [var to, Const { Value: 1 }] }, false) => $">= {_expr.Text(to, 11)}",
            (var to, true) => $"< {_expr.Text(to, 11)}",
            (var to, false) => $"> {_expr.Text(to, 11)}",
        };
        var advance = s.Step switch { 1 => $"{i}++", -1 => $"{i}--", > 0 => $"{i} += {s.Step}", _ => $"{i} -= {-s.Step}" };
        _writer.Open($"for (var {i} = {Text(s.From)}; {i} {bound}; {advance})");
        Steps(s.Body);
        Copy(s.Carried.Select(c => (c.Variable, c.Next)));
        _writer.Close();
    }

    private void Invoke(Call s)
    {
        if (s.Callee is { IsOurs: false, Sweep: Sweep.Backward }) { InvokeBackward(s); return; }
        var args = s.Args.Select(a => Text(a));
        if (s.Callee.TakesTape) args = args.Append("ref " + TapeName);
        var call = $"{_callee(s.Callee)}({string.Join(", ", args)})";
        Invoke(s.Results, s.Callee.View.Length > 0 ? string.Format(s.Callee.View, call, s.Callee.Name) : call);
    }

    private void Invoke(EquatableArray<Var> results, string call)
    {
        if (!results.Any(r => _read.Contains(r.Id)))
            _writer.Line(call + ";");
        else _writer.Line(results.Count == 1
            ? $"{Declared(results[0])} = {call};"
            : $"({string.Join(", ", results.Select(r => _read.Contains(r.Id) || !_slots.HasDiscard ? Declared(r) : "_"))}) = {call};");
    }

    /// <summary>A backward that stands ready adds to its destinations, which come in the order of the arguments; or sets them where told
    /// so.</summary>
    private void InvokeBackward(Call s)
    {
        foreach (var g in s.Results) _writer.Line($"{Declared(g)} = {CSharp.Literal(new Const(0, g.Type))};");
        var isActive = s.Callee.IsActive;
        var args = s.Args.Take(s.Shadows).Select(a => Text(a)).ToList();
        var (scalar, array) = (0, s.Shadows);
        for (var i = 0; i < isActive.Count; i++)
            if (isActive[i]) args.Add(s.Args[i].Type.IsArray ? Text(s.Args[array++]) : "ref " + _slots.Of(s.Results[scalar++]));
        args.AddRange(s.Callee.Set.Select(name => $"{name}: true"));
        _writer.Line($"{_callee(s.Callee)}({string.Join(", ", args)});");
    }

    /// <summary>Assignments that happen at once; a value that one of them overwrites and another reads is set aside.</summary>
    private void Copy(IEnumerable<(Var Target, Expr Source)> copies)
    {
        var pending = copies.Where(Moves).ToList();
        while (pending.Count > 0)
        {
            var free = pending.FindIndex(p => !pending.Any(q => !ReferenceEquals(p.Target, q.Target) && Reads(q.Source, p.Target)));
            if (free >= 0)
            {
                Assign(pending[free].Target, pending[free].Source);
                pending.RemoveAt(free);
                continue;
            }
            var (target, _) = pending[0];
            var aside = new Var($"old_{_slots.Of(target)}", int.MinValue + _copies++, target.Type);
            var name = _slots.Aside(aside, target);
            _writer.Line($"var {name} = {_slots.Of(target)};");
            for (var i = 0; i < pending.Count; i++)
                if (i > 0)
                    pending[i] = (pending[i].Target, pending[i].Source.Rewrite(e => e is Var v && _slots.Same(v, target) ? aside : null));
        }
    }

    private bool Reads(Expr expr, Var variable) => expr.Variables().Any(v => _slots.Same(v, variable));
}
