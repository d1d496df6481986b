using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>A value and its derivative in one direction.</summary>
internal readonly record struct Lane(object? Value, double Tangent = 0)
{
    public double Real => Convert.ToDouble(Value);
    public static Lane Of(object? value, double tangent) => new(value, value is double or float ? tangent : 0);
}

/// <summary>Runs the IR, before or after differentiation, with a derivative beside every real: forward mode, which shares
/// nothing with the sweep under test.</summary>
/// <param name="callees">Methods that are called, not inlined.</param>
/// <param name="evaluators">Runs C# that the IR only quotes.</param>
internal sealed class Interpreter(IReadOnlyDictionary<string, Method> callees, Evaluators evaluators)
{
    private readonly Dictionary<string, Method> _backwards = [];
    private readonly Stack<Lane[]> _tape = new();

    public Lane[] Run(Method method, IReadOnlyList<Lane> args)
    {
        var frame = new Frame(this);
        for (var i = 0; i < args.Count; i++) frame.Set(method.Parameters[i], args[i]);
        frame.Run(method.Body);
        return [.. method.Results.Select(frame.Value)];
    }

    private Method Backward(string name) =>
        _backwards.TryGetValue(name, out var known) ? known : _backwards[name] = Pipeline.Differentiate(callees[name], seeded: true);

    private Lane[] Call(Call call, Lane[] args)
    {
        var callee = call.Callee;
        if (!callee.IsOurs) return evaluators.Call(call, args);
        if (callee.Sweep == Sweep.Forward) _tape.Push(args);
        if (callee.Sweep != Sweep.Backward) return Run(callees[callee.Name], args);
        var whole = Run(Backward(callee.Name), [.. _tape.Pop(), .. args]);
        return whole[^callee.ResultTypes.Count..];
    }

    private sealed class Frame(Interpreter owner)
    {
        private readonly Dictionary<int, Lane> _values = [];
        private readonly Dictionary<int, Stack<Lane>> _kept = [];

        public void Set(Var variable, Lane value) => _values[variable.Id] = value;

        public void Run(Block block)
        {
            foreach (var step in block.Steps) Run(step);
        }

        private void Run(Stmt step)
        {
            switch (step)
            {
                case Let s: Set(s.Target, Value(s.Value)); break;
                case If s:
                    var holds = Holds(s.Condition);
                    Run(holds ? s.Then : s.Else);
                    Together(s.Results.Select(p => (p.Target, holds ? p.OnTrue : p.OnFalse)));
                    break;
                case For s:
                    var (from, to) = ((int)Value(s.From).Value!, (int)Value(s.To).Value!);
                    Together(s.Carried.Select(c => (c.Variable, c.Initial)));
                    for (var i = from; s.Step > 0 ? i < to : i > to; i += s.Step)
                    {
                        Set(s.Index, new Lane(i));
                        Run(s.Body);
                        Together(s.Carried.Select(c => (c.Variable, c.Next)));
                    }
                    Together(s.Carried.Select(c => (c.Result, (Expr)c.Variable)));
                    break;
                case While s:
                    Together(s.Carried.Select(c => (c.Variable, c.Initial)));
                    while (Holds(s.Condition))
                    {
                        Run(s.Body);
                        Together(s.Carried.Select(c => (c.Variable, c.Next)));
                    }
                    Together(s.Carried.Select(c => (c.Result, (Expr)c.Variable)));
                    break;
                case Execute { Code: { Args: [Var { Type.IsArray: true } array] } code } when Ops.Clear(array).Code.Equals(code): Clear((Window)Value(array).Value!, array); break;
                case Execute s: Value(s.Code); break;
                case Throw s: throw (Exception)Value(s.Exception).Value!;
                case Call s:
                    var results = owner.Call(s, [.. s.Args.Select(Value)]);
                    for (var i = 0; i < results.Length; i++) Set(s.Results[i], results[i]);
                    break;
                case Push s: Kept(s.Storage).Push(Value(s.Value)); break;
                case Pop s: Set(s.Target, Kept(s.Storage).Pop()); break;
                case Allocate s: Set(s.Array, new Lane(Window.Zeros((int)Value(s.Length).Value!, s.Array.Type.Element!))); break;
                case Grow s:
                    var small = (Window)Value(s.Array).Value!;
                    var large = Window.Zeros(Math.Max(small.Length, (int)Value(s.Length).Value!), s.Array.Type.Element!);
                    small.Items.AsSpan(small.Start, small.Length).CopyTo(large.Items);
                    Set(s.Array, new Lane(large));
                    break;
                case Store s: Element(s.Array, s.Indices, s.Value.Type) = Value(s.Value); break;
                case Accumulate s:
                    ref var element = ref Element(s.Array, s.Indices, s.Value.Type);
                    var more = Value(s.Value);
                    element = Lane.Of(Operators.Value("Add", [element.Value!, more.Value!]), element.Tangent + more.Tangent);
                    break;
                case Product s: Multiply(s); break;
                case Comment: break;
                default: throw new NotSupportedException(step.GetType().Name);
            }
        }

        private static void Clear(Window window, Expr array)
        {
            for (var i = 0; i < window.Length; i++) window[i] = Window.Zeros(1, array.Type.Element!)[0];
        }

        private void Multiply(Product s)
        {
            int Whole(Expr e) => (int)Value(e).Value!;
            Func<int, int, int> Place(Strided m)
            {
                var (start, row, column) = (Whole(m.Start), Whole(m.Row), Whole(m.Column));
                return (i, j) => start + i * row + j * column;
            }
            var (a, b, c) = ((Window)Value(s.A.Array).Value!, (Window)Value(s.B.Array).Value!, (Window)Value(s.C.Array).Value!);
            var (atA, atB, atC) = (Place(s.A), Place(s.B), Place(s.C));
            if (s.Sets) Clear(c, s.C.Array);
            for (var i = 0; i < Whole(s.M); i++)
                for (var j = 0; j < Whole(s.N); j++)
                    for (var p = 0; p < Whole(s.K); p++)
                    {
                        var (x, y) = (a[atA(i, p)], b[atB(p, j)]);
                        ref var sum = ref c[atC(i, j)];
                        sum = Lane.Of(Operators.Value("Add", [sum.Value!, Operators.Value("Mul", [x.Value!, y.Value!])]), sum.Tangent + x.Tangent * y.Real + x.Real * y.Tangent);
                    }
        }

        private ref Lane Element(Expr array, EquatableArray<Expr> indices, IrType type)
        {
            var window = (Window)Value(array).Value!;
            var place = (int)Value(indices[0]).Value!;
            if (array.Type.Rank == 2) place = window.Place(place, (int)Value(indices[1]).Value!);
            ref var element = ref window[place];
            if (indices[^1] is not Field field) return ref element;
            // A struct, member by member.
            if (element.Value is not Dictionary<string, Lane> members) element = new Lane(members = []);
            ref var member = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(members, field.Path, out var exists);
            if (!exists) member = Window.Zeros(1, type)[0];
            return ref member;
        }

        // All at once: what one of them overwrites, another may read.
        private void Together(IEnumerable<(Var Target, Expr Source)> copies)
        {
            foreach (var (target, value) in copies.Select(c => (c.Target, Value(c.Source))).ToList()) Set(target, value);
        }

        private Stack<Lane> Kept(Var storage) => _kept.TryGetValue(storage.Id, out var stack) ? stack : _kept[storage.Id] = new();

        private bool Holds(Expr condition) => Value(condition).Value is true or 1.0;

        public Lane Value(Expr expr) => expr switch
        {
            Const c => new(c.Type.Kind switch { Kind.Float => (object)(float)c.Value, Kind.Int => (int)c.Value, Kind.Bool => c.Value != 0, _ => c.Value }),
            Var v => _values[v.Id],
            Apply { Op: "Select" } a => Value(a.Args[Holds(a.Args[0]) ? 1 : 2]),
            Apply { Op: "And" } a => new(Holds(a.Args[0]) && Holds(a.Args[1])),
            Apply { Op: "Or" } a => new(Holds(a.Args[0]) || Holds(a.Args[1])),
            Apply { Op: "Not" } a => new(!Holds(a.Args[0])),
            Apply { Op: "Cast", Type.Kind: Kind.Other } a => new(owner.Evaluate(a, [Value(a.Args[0])])),
            Apply { Op: "Cast" } a => Cast(a.Type, Value(a.Args[0])),
            Apply { Op: "Length" } a => new(((Window)Value(a.Args[0]).Value!).Length),
            Load l => Element(l.Array, l.Indices, l.Type),
            Slice s => new(((Window)Value(s.Array).Value!).Slice((int)Value(s.Start).Value!, (int)Value(s.Length).Value!)),
            Apply a => Operation(a, [.. a.Args.Select(Value)]),
            Opaque o => Lane.Of(owner.Evaluate(o, [.. o.Args.Select(Value)]), 0),
            _ => throw new NotSupportedException(expr.GetType().Name),
        };

        private static Lane Cast(IrType type, Lane x) => Lane.Of(type.Kind switch
        {
            Kind.Double => (object)Convert.ToDouble(x.Value is char c ? (int)c : x.Value),
            Kind.Float => (float)(dynamic)x.Value!,
            _ => unchecked((int)(dynamic)Operators.Plain(x.Value!)),
        }, x.Tangent);

        private static Lane Operation(Apply apply, Lane[] args)
        {
            var rule = Rules.Of(apply.Op);
            object[] values = [.. args.Select(a => a.Value!)];
            var value = rule.IsOperator ? Operators.Value(apply.Op, values) : Slopes.Value(rule, values);
            if (apply.Type.Kind == Kind.Int) value = Convert.ToInt32(value);     // Math.Max of whole numbers
            if (!apply.Type.IsReal || rule.Pullback is null || args.All(a => a.Tangent == 0)) return new(value);
            var partials = Slopes.Partials(rule, values);
            return Lane.Of(value, args.Select((a, i) => a.Tangent == 0 ? 0 : a.Tangent * partials[i]).Sum());
        }
    }

    private object? Evaluate(Expr expr, Lane[] args) => evaluators.Evaluate(expr, [.. args.Select(a => a.Value)]);
}

/// <summary>C#'s operators on boxed values.</summary>
internal static class Operators
{
    public static object Value(string op, object[] args) => Usual(op, args) ?? Any(op, args);

    // What the other says, too, without a look at the types.
    private static object? Usual(string op, object[] args) => args switch
    {
        [double a, double b] => op switch
        {
            "Add" => a + b, "Sub" => a - b, "Mul" => a * b, "Div" => a / b,
            "Gt" => a > b, "Lt" => a < b, "Ge" => a >= b, "Le" => a <= b,
            _ => null,
        },
        [int a, int b] => op switch
        {
            "Add" => a + b, "Sub" => a - b, "Mul" => a * b,
            "Gt" => a > b, "Lt" => a < b, "Ge" => a >= b, "Le" => a <= b, "Eq" => a == b, "Ne" => a != b,
            _ => null,
        },
        _ => null,
    };

    private static object Any(string op, object[] args)
    {
        dynamic a = Plain(args[0]), b = args.Length > 1 ? Plain(args[1]) : 0;
        return op switch
        {
            "Add" => a + b, "Sub" => a - b, "Mul" => a * b, "Div" => a / b, "Rem" => a % b,
            "Given" => a,
            "Weighted" => a == 0 && double.IsNaN(b) ? 0 : b,
            "Neg" => -a, "Plus" => +a, "BitNot" => ~a,
            "Gt" => a > b, "Lt" => a < b, "Ge" => a >= b, "Le" => a <= b, "Eq" => a == b, "Ne" => a != b,
            "BitAnd" => a & b, "BitOr" => a | b, "BitXor" => a ^ b,
            "Shl" => a << b, "Shr" => a >> b, "Ushr" => (int)a >>> (int)b,
            _ => throw new NotSupportedException(op),
        };
    }

    // An enum may come from another build of its assembly.
    public static object Plain(object value) => value is Enum ? Convert.ToInt64(value) : value;
}
