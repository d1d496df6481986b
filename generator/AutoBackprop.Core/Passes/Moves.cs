namespace AutoBackprop.Core;

/// <summary>Puts loops that move elements into the order in which none is overwritten before it was read, and lets them throw before
/// they write where there is no room. Different parameters lie apart: the caller has seen to that. First of all passes: what
/// follows sees ordinary loops.</summary>
public sealed class Moves
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Lengths _lengths;
    private readonly Action<Stmt, Stmt>? _rebuilt;

    private Moves(Method method, Action<Stmt, Stmt>? rebuilt) =>
        (_fresh, _arrays, _lengths, _rebuilt) = (new Fresh(method.NextId), new Arrays(method), new Lengths(method), rebuilt);

    /// <param name="rebuilt">Hears which step took the place of which.</param>
    public static Method Run(Method method, Action<Stmt, Stmt>? rebuilt = null)
    {
        if (!method.Body.AllSteps().Any(s => s is For { Move: not null })) return method;
        var pass = new Moves(method, rebuilt);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private List<Stmt> Of(Stmt step)
    {
        List<Stmt> steps = step is For { Move: { } move } loop
            ? [.. Room(loop, move), InOrder(loop with { Move = null }, move)] : [step.MapBlocks(Of)];
        foreach (var s in steps)
            if (!ReferenceEquals(s, step)) _rebuilt?.Invoke(step, s);
        return steps;
    }

    // ── room ─────────────────────────────────────────────────────────────────────────────────────────────────

    private IEnumerable<Stmt> Room(For loop, Move move)
    {
        var needed = Identities.Simplify(move.At + loop.To);
        var length = Ops.Length(move.To);
        if (move.Fits || Polynomial.Difference(_lengths.Of(length), _lengths.Of(needed)) is >= 0) yield break;
        yield return Library.Room(length, needed);
    }

    // ── order ────────────────────────────────────────────────────────────────────────────────────────────────

    private Stmt InOrder(For loop, Move move)
    {
        if (move is not { From: Var from, To: Var to } || !_arrays.Root(from).Equals(_arrays.Root(to))
            || _arrays.Windows.AreApart(from, to)) return loop;
        var (source, target) = (StartOf(from), Identities.Simplify(StartOf(to) + move.At));
        if (Polynomial.Difference(_lengths.Of(target), _lengths.Of(source)) is { } ahead) return ahead > 0 ? Downwards(loop) : loop;

        var again = new Rename(v => v.IsHidden ? _fresh.Hidden(v.Type) : _fresh.Version(v));
        return new If(target > source, new Block(new[] { Downwards((For)again.Of(loop)) }), new Block(new Stmt[] { loop }), default);
    }

    private static Stmt Downwards(For loop) => loop with { From = Identities.Simplify(loop.To - 1), To = Const.Int(-1), Step = -1 };

    /// <summary>Where it begins in the array that it is a window of, whichever that is: arrays that are not the same lie apart.</summary>
    private Expr StartOf(Expr array) => array switch
    {
        Slice s => Identities.Simplify(StartOf(s.Array) + s.Start),
        Apply { Op: Op.Select, Args: [var which, var a, var b] } => Identities.Simplify(Ops.Select(which, StartOf(a), StartOf(b))),
        Opaque { IsPure: true, Args: [Var { Type.IsArray: true } same] } => StartOf(same),
        Var v when _lengths.NameOf(v) is { } value => StartOf(value),
        _ => Const.Int(0),
    };
}
