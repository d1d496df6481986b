namespace AutoBackprop.Core;

/// <summary>Expressions as C#, with the parentheses that the grammar needs and no others.</summary>
/// <param name="name">The C# name of a variable.</param>
public sealed class ExprPrinter(Func<Var, string> name, Usings usings)
{
    private const int Primary = 20, Prefix = 14;

    public string Text(Expr expr) => Print(expr).Text;

    /// <summary>As an operand of something that binds this tightly.</summary>
    public string Text(Expr expr, int precedence)
    {
        var (text, own) = Print(expr);
        return own < precedence ? $"({text})" : text;
    }

    private (string Text, int Precedence) Print(Expr expr) => expr switch
    {
        Const c => Number(CSharp.Literal(c)),
        Var v => (name(v), Primary),
        Opaque o => (Fill(o.Text, o.Args), o.Text.Length == 0 || IsPrimary(o.Text) ? Primary : 0),
        Load { Type.Lanes: > 1, Array.Type.IsReference: true } l =>
            ($"{Vectors}.LoadUnsafe(ref {Text(l.Array)}, {Offset(l.Indices[0])})", Primary),
        Load { Type.Lanes: > 1, Array.Type.Element.Lanes: 1 } l =>
            ($"{Vectors}.LoadUnsafe(in {Text(l.Array, Primary)}[{Text(l.Indices[0])}])", Primary),
        Load l => ($"{Text(l.Array, Primary)}[{string.Join(", ", l.Indices.Where(i => i is not Field).Select(i => Text(i)))}]{(l.Indices[l.Indices.Count - 1] is Field f ? "." + f.Path : "")}", Primary),
        Slice { Array.Type: { IsManagedArray: true } array } s =>
            ($"new {IrType.SpanOf(array.Element!).Name}({Text(s.Array)}, {Argument(s.Start)}, {Argument(s.Length)})", Primary),
        Slice s => ($"{Text(s.Array, Primary)}.Slice({Argument(s.Start)}, {Argument(s.Length)})", Primary),
        Apply a when Constants.AtRunTime(a) is var left && !ReferenceEquals(left, a) => Print(left),
        Apply { Op: Op.Cast } a => ($"({a.Type.Name}){Text(a.Args[0], Prefix + (a.Type.Kind == Kind.Other ? 1 : 0))}", Prefix),
        Apply a => Operation(a, Rules.Of(a.Op)),
        _ => throw new InvalidOperationException($"cannot print {expr}"),
    };

    public string Offset(Expr index) => index is Apply { Op: Op.Add, Args: [var i, Const { Value: >= 0 } more] }
        ? $"(nuint){Text(i, Prefix)} + {Text(more)}" : $"(nuint){Text(index, Prefix)}";

    /// <summary>Where a window begins.</summary>
    public string Reference(Slice s)
    {
        const string marshal = "global::System.Runtime.InteropServices.MemoryMarshal.",
            unsafely = "global::System.Runtime.CompilerServices.Unsafe.";
        var first = $"{marshal}{(s.Array.Type.IsManagedArray ? "GetArrayDataReference" : "GetReference")}({Text(s.Array)})";
        return s.Start is Const { Value: 0 } ? first : $"{unsafely}Add(ref {first}, {Argument(s.Start)})";
    }

    private (string, int) Operation(Apply a, Rule rule)
    {
        if ((a.Type.Lanes > 1 || a.Args.Any(x => x.Type.Lanes > 1)) && a is not { Op: Op.Select, Args: [{ Type.Lanes: 1 }, _, _] })
            return VectorOperation(a, rule);
        if (!rule.IsOperator) return ($"{Method(rule, a.Type.Kind == Kind.Float || a.Args.Any(x => x.Type.Kind == Kind.Float))}({string.Join(", ", a.Args.Select(Argument))})", Primary);
        var p = rule.Precedence;
        var text = a.Args.Count switch
        {
            // A minus before a minus, or before a number: -(-x), never --x.
            1 => string.Format(rule.Spelling,
                a.Args[0] is Apply { Op: Op.Neg or Op.Plus } or Const ? $"({Text(a.Args[0])})" : Text(a.Args[0], p)),
            2 => string.Format(rule.Spelling, Operand(a.Args[0], a.Args[1], p), Operand(a.Args[1], a.Args[0], p + 1),
                a.Args[0].Type.Element?.Name),
            _ => string.Format(rule.Spelling, Text(a.Args[0], p + 1), Operand(a.Args[1], a.Args[2], p + 1),
                Operand(a.Args[2], a.Args[1], p)),
        };
        return (text, p);
    }

    public string Vectors => usings.Of("Vector512");

    private (string, int) VectorOperation(Apply a, Rule rule)
    {
        static string Of(Apply vector) => vector.Type.Name;
        string Call(string method) => $"{method}({string.Join(", ", a.Args.Select(x => Text(x)))})";
        return a switch
        {
            { Op: Op.Broadcast } => (Call($"{Vectors}.Create"), Primary),
            { Op: Op.BroadcastMask, Args: [Const truth] } => (truth.Value != 0 ? $"{Of(a)}.AllBitsSet" : $"{Of(a)}.Zero", Primary),
            { Op: Op.BroadcastMask, Args: [var truth] } => ($"{Text(truth, 4)} ? {Of(a)}.AllBitsSet : {Of(a)}.Zero", 3),
            { Op: Op.Iota } => ($"{Of(a)}.Indices", Primary),
            { Op: Op.Lane } => (Call($"{Vectors}.GetElement"), Primary),
            { Op: Op.SumLanes } => (Call($"{Vectors}.Sum"), Primary),
            { Op: Op.AddWide } => (Call($"{usings.Of("VectorMath")}.{rule.Expansion.Vector}"), Primary),
            { Op: Op.Select } => (Call($"{Vectors}.ConditionalSelect"), Primary),
            { Op: Op.MultiplyAddEstimate } => (Call($"{Vectors}.MultiplyAddEstimate"), Primary),
            { Op: Op.Add, Args: [var x, Apply { Op: Op.Neg, Args: [var y] }] } => ($"{Text(x, 12)} - {Text(y, 13)}", 12),
            { Op: Op.Gt } => (Call($"{Vectors}.GreaterThan"), Primary),
            { Op: Op.Lt } => (Call($"{Vectors}.LessThan"), Primary),
            { Op: Op.Ge } => (Call($"{Vectors}.GreaterThanOrEqual"), Primary),
            { Op: Op.Le } => (Call($"{Vectors}.LessThanOrEqual"), Primary),
            { Op: Op.Eq } => (Call($"{Vectors}.Equals"), Primary),
            { Op: Op.Ne } => ($"~{Call($"{Vectors}.Equals")}", Prefix),
            { Op: Op.And, Args: [var x, var y] } => ($"{Text(x, 8)} & {Text(y, 9)}", 8),
            { Op: Op.Or, Args: [var x, var y] } => ($"{Text(x, 6)} | {Text(y, 7)}", 6),
            { Op: Op.Not, Args: [var x] } => ($"~{Text(x, Prefix)}", Prefix),
            { Op: Op.Neg, Args: [var x] } => ($"-{Text(x, Primary)}", Prefix),
            { Args: [var x, var y] } when rule.IsOperator =>
                (string.Format(rule.Spelling, Text(x, rule.Precedence), Text(y, rule.Precedence + 1)), rule.Precedence),
            _ => (Call($"{usings.Of("VectorMath")}.{rule.Expansion.Vector}"), Primary),
        };
    }

    // Beside a variable a literal needs no suffix, an integer no cast; beside another literal it would become an integer division.
    private string Operand(Expr expr, Expr other, int p)
    {
        if (expr is Apply { Op: Op.Cast, Type.IsReal: true, Args: [{ Type.Kind: Kind.Int } integer] }
            && other is not Const and not Apply { Op: Op.Cast } && other.Type == expr.Type)
            return Text(integer, Math.Max(p, Prefix));
        if (expr is not Const c || other is Const or Apply { Op: Op.Cast }) return Text(expr, p);
        var (text, own) = Number(CSharp.Operand(c));
        return own < p ? $"({text})" : text;
    }

    // a < b, c > (d) would read as a generic call.
    private string Argument(Expr expr) => Text(expr, Rules.Of(Op.Lt).Precedence + 1);

    private static (string, int) Number(string text) => (text, text[0] == '-' ? Prefix : Primary);

    private string Method(Rule rule, bool isFloat)
    {
        var dot = rule.Spelling.LastIndexOf('.');
        var (type, method) = (rule.Spelling.Substring(0, dot), rule.Spelling.Substring(dot));
        return type switch
        {
            "double" => (isFloat ? "float" : "double") + method,
            "Math" => usings.Of(isFloat ? "MathF" : "Math") + method,
            _ => usings.Of(type) + method,
        };
    }

    private string Fill(string text, EquatableArray<Expr> args)
    {
        while (text.IndexOf(Opaque.TypeBegin) is >= 0 and var begin)
        {
            var end = text.IndexOf(Opaque.TypeEnd, begin);
            text = text.Substring(0, begin) + usings.Of(text.Substring(begin + 1, end - begin - 1)) + text.Substring(end + 1);
        }
        if (args.Count == 1 && text.EndsWith($"({Opaque.Hole(0)})", StringComparison.Ordinal))
            return text.Replace(Opaque.Hole(0), Text(args[0]));
        // Between commas nothing needs parentheses.
        for (var i = 0; i < args.Count; i++)
            text = text.Replace($", {Opaque.Hole(i)}, ", $", {Argument(args[i])}, ")
                .Replace($"({Opaque.Hole(i)}, ", $"({Argument(args[i])}, ").Replace($", {Opaque.Hole(i)})", $", {Argument(args[i])})")
                .Replace(Opaque.Hole(i), Text(args[i], Primary));
        return text;
    }

    private static bool IsPrimary(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            if (c is '(' or '[' or '{' or '"') depth++;
            if (c is ')' or ']' or '}') depth--;
            if (c == ' ' && depth == 0) return false;
        }
        return true;
    }
}
