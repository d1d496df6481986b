using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>The memory that a call of a generated member hands in: gradients and tangents, each beside a parameter.</summary>
internal sealed class GivenMemory(Scope scope, IEnumerable<Expr> primals) : Lowerer(scope)
{
    // As many as a call of Destinations.Apart takes.
    private const int MostApart = 8;
    private const string Checks = "global::AutoBackprop.Destinations.";

    private readonly List<Expr> _known = [.. primals.Where(p => p.Type is { IsArray: true, Rank: 1 })];

    /// <summary>The part that goes with a parameter.</summary>
    /// <param name="isWritten">It must lie apart from everything else.</param>
    public Expr Along(Expr handed, Expr parameter, string name, bool isWritten)
    {
        var memory = Named(handed);
        var check = isWritten ? "Fitting" : "Along";
        Check($"{Checks}{check}({Opaque.Hole(0)}, {Opaque.Hole(1)}, \"{name}\")", [memory], Ops.Length(parameter));
        var type = memory.Type.IsReadOnly ? memory.Type : IrType.SpanOf(memory.Type.Element!);
        var window = Define("", new Slice(memory, Const.Int(0), Ops.Length(parameter), type)).Scalar!;
        if (isWritten) Apart(window, name);
        _known.Add(window);
        return window;
    }

    /// <summary>Memory that is written lies apart from what the member reads again.</summary>
    public void Apart(Expr memory, string name)
    {
        var others = _known.Where(k => !k.Equals(memory) && k.Type.Element == memory.Type.Element).ToList();
        for (var k = 0; k < others.Count; k += MostApart)
        {
            var some = others.Skip(k).Take(MostApart).ToList();
            var holes = string.Concat(some.Select((_, o) => $", {Opaque.Hole(o + 1)}"));
            Check($"{Checks}Apart<{memory.Type.Element!.Name}>(\"{name}\", {Opaque.Hole(0)}{holes})", some.Prepend(memory));
        }
    }

    private void Check(string text, IEnumerable<Expr> memory, params Expr[] others) =>
        Emit(new Execute(new Opaque(text, memory.Select(m => (Expr)Opaque.OnlyRead(m)).Concat(others).ToArray(), IrType.Other("void"))));
}
