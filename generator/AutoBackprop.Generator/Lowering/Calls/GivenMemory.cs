using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>The memory that a call of a generated member hands in: gradients and tangents, each beside a parameter.</summary>
internal sealed class GivenMemory(Scope scope, IEnumerable<Expr> primals) : Lowerer(scope)
{
    // As many as a call of Destinations.Apart takes.
    private const int MostApart = 8;

    private readonly List<Expr> _known = [.. primals.Where(p => p.Type is { IsArray: true, Rank: 1 })];

    /// <summary>The part that goes with a parameter.</summary>
    /// <param name="isWritten">It must lie apart from everything else.</param>
    public Expr Along(Expr handed, Expr parameter, string name, bool isWritten)
    {
        var memory = Named(handed);
        Emit(Library.Fits(memory, Ops.Length(parameter), name, isWritten));
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
        for (var k = 0; k < others.Count; k += MostApart) Emit(Library.Apart(name, memory, others.Skip(k).Take(MostApart)));
    }
}
