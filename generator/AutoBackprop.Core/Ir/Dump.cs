using System.Globalization;
using System.Text;

namespace AutoBackprop.Core;

/// <summary>The IR as text, for tests and bug reports.</summary>
public static class Dump
{
    public static string Text(Method method)
    {
        var text = new StringBuilder();
        text.Append(method.Name).Append('(')
            .Append(string.Join(", ", method.Parameters.Select((p, i) => $"{p.Type} {p}{(method.IsActive[i] ? "" : " const")}")))
            .AppendLine(")");
        Write(method.Body, "  ", text);
        return text.Append("  return ").AppendLine(string.Join(", ", method.Results.Select(Text))).ToString();
    }

    public static string Text(Expr expr) => expr switch
    {
        Const c => c.Value.ToString("R", CultureInfo.InvariantCulture),
        Var v => v.ToString(),
        Apply a => $"{a.Op}({string.Join(", ", a.Args.Select(Text))})",
        Opaque o => $"«{o.Text}»({string.Join(", ", o.Args.Select(Text))})",
        Field f => "." + f.Path,
        Load l => $"{Text(l.Array)}[{string.Join(", ", l.Indices.Select(Text))}]",
        Slice s => $"{Text(s.Array)}[{Text(s.Start)}, +{Text(s.Length)}]",
        _ => expr.ToString(),
    };

    private static string Text(Strided s) => $"{Text(s.Array)}[{Text(s.Start)} + i {Text(s.Row)} + j {Text(s.Column)}]";

    private static void Write(Block block, string indent, StringBuilder text)
    {
        foreach (var step in block.Steps)
        {
            text.Append(indent).AppendLine(step switch
            {
                Let s => $"{s.Target} = {Text(s.Value)}",
                If s => $"if {Text(s.Condition)}  → {string.Join(", ", s.Results.Select(p => $"{p.Target} = {Text(p.OnTrue)} | {Text(p.OnFalse)}"))}",
                For s => $"for {s.Index} = {Text(s.From)} to {Text(s.To)} step {s.Step}{Carried(s.Carried)}",
                While s => $"while {Text(s.Condition)}{Carried(s.Carried)}",
                Execute s => $"do {Text(s.Code)}",
                Throw s => $"throw {Text(s.Exception)}",
                Call s => $"{string.Join(", ", s.Results)} = {s.Callee.Name}'{s.Callee.Sweep}({string.Join(", ", s.Args.Select(Text))})",
                Push s => $"push {s.Storage} {Text(s.Value)}",
                Pop s => $"{s.Target} = pop {s.Storage}",
                Allocate s => $"{s.Array} = new[{Text(s.Length)}]",
                Grow s => $"{s.Array} grows to {Text(s.Length)}",
                Store s => $"{Text(s.Array)}[{string.Join(", ", s.Indices.Select(Text))}] = {Text(s.Value)}",
                Accumulate s => $"{Text(s.Array)}[{string.Join(", ", s.Indices.Select(Text))}] += {Text(s.Value)}",
                Product s => $"product {Text(s.C)} {(s.Sets ? "=" : "+=")} {Text(s.A)} × {Text(s.B)}  [{Text(s.M)} × {Text(s.K)} × {Text(s.N)}]",
                Chunked s => $"{Text(s.Count)} chunks({string.Join(", ", s.Args.Select(Text))})",
                Comment s => $"// {s.Text}",
                _ => step.ToString(),
            });
            foreach (var (inner, _) in step.Blocks())
            {
                Write(inner, indent + "  ", text);
                if (step is If && !ReferenceEquals(inner, ((If)step).Else)) text.Append(indent).AppendLine("else");
            }
        }
    }

    private static string Carried(EquatableArray<Carried> carried) =>
        string.Concat(carried.Select(c => $"  [{c.Variable}: {Text(c.Initial)}, then {Text(c.Next)} → {c.Result}]"));
}
