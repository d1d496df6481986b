using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>New arrays that a branch makes and that outlive it: they are made before it.</summary>
internal sealed class BranchArrays(Scope scope) : Lowerer(scope)
{
    /// <summary>Takes what an array may be out of the branch that makes it, where its length can be told before.</summary>
    /// <param name="isTaken">The condition that the branch runs.</param>
    public void TakeOut(Expr array, List<Stmt> branch, Func<Expr> isTaken)
    {
        foreach (var root in Scope.Extents.ExtentOf(array).Roots.OfType<Var>())
        {
            var at = branch.FindIndex(s => s is Allocate a && a.Array.Equals(root));
            if (at < 0) continue;
            var memory = (Allocate)branch[at];
            if (new Before(branch).Of(memory.Length) is not { } length) continue;
            branch.RemoveAt(at);
            Scope.KnownMemory.SetLength(root, length);
            // A branch that does not run asks for no memory, however little.
            Emit(memory with { Length = Hold(length is Const { Value: >= 0 } or Apply { Op: Op.Length }
                ? length : Ops.Select(isTaken(), length, Const.Int(0))).Scalar! });
        }
    }

    /// <summary>The memory of a branch that is none of ours, such as that of a static array, as a name before it. Where the branch does
    /// not run, it is not looked for.</summary>
    public Expr InOnePiece(Expr root, List<Stmt> branch, Func<Expr> isTaken)
    {
        var before = new Before(branch);
        if (Scope.KnownMemory.IsNull(root) || before.Quoted(root) is not { } value || value.Args.Any(a => a.Type.IsArray)) return root;
        var text = $"({Opaque.Hole(value.Args.Count)} ? {value.Text} : default)";
        // As a span it is empty then, and has a length.
        var type = value.Type.IsManagedArray ? IrType.SpanOf(value.Type.Element!) : value.Type;
        return Define("", value with { Text = text, Args = value.Args.Append(isTaken()).ToArray(), Type = type }).Scalar!;
    }

    /// <summary>Whole numbers of a branch, in terms of what is there before it.</summary>
    private sealed class Before(List<Stmt> branch)
    {
        private readonly HashSet<int> _inside = [.. new Block(branch.ToArray()).AllSteps().SelectMany(s => s.Defines().Concat(s.Enters()))
            .Select(v => v.Id)];

        /// <summary>C# that we do not look into.</summary>
        public Opaque? Quoted(Expr value) => value switch
        {
            Opaque => Of(value) as Opaque,
            Var v when _inside.Contains(v.Id) && ValueOf(v) is { } known => Quoted(known),
            _ => null,
        };

        public Expr? Of(Expr number) => number switch
        {
            Const => number,
            Var v when !_inside.Contains(v.Id) => v,
            Var v => ValueOf(v) is { } value ? Of(value) : null,
            Apply { Op: Op.Length, Args: [var array] } => LengthOf(array),
            Apply a => a.Args.Map(Of) is var args && args.All(x => x is not null)
                ? Identities.Simplify(a with { Args = args.Map(x => x!) }) : null,
            Opaque { IsPure: true, ReachesFields: false } o =>
                o.Args.Map(Of) is var args && args.All(x => x is not null) ? o with { Args = args.Map(x => x!) } : null,
            _ => null,
        };

        private Expr? ValueOf(Var v) => branch.OfType<Let>().FirstOrDefault(l => l.Target.Equals(v))?.Value;

        private Expr? LengthOf(Expr array) => array switch
        {
            Var v when !_inside.Contains(v.Id) => Ops.Length(v),
            Var v when branch.OfType<Allocate>().FirstOrDefault(a => a.Array.Equals(v)) is { } memory => Of(memory.Length),
            Var v when ValueOf(v) is { } value and (Var or Slice or Apply) => LengthOf(value),
            Slice s => Of(s.Length),
            Apply { Op: Op.Select, Args: [var which, var a, var b] } when LengthOf(a) is { } x && LengthOf(b) is { } y =>
                x.Equals(y) ? x : Of(which) is { } chosen ? Ops.Select(chosen, x, y) : null,
            _ => null,
        };
    }
}
