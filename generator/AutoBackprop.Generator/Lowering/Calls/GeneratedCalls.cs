using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Derivatives of derivatives: a call of a generated member in a differentiable method. What it computes is code like any
/// other, and is inlined.</summary>
internal sealed class GeneratedCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) =>
        GeneratedMembers.IsParallel(call.TargetMethod)
            ? Reject(call, $"'{call.TargetMethod.Name}' inside a differentiable method", "call the form without 'Parallel'") :
        GeneratedMembers.IsOther(call.TargetMethod)
            ? Reject(call, $"'{call.TargetMethod.Name}' of a method that takes other things than numbers and arrays of them, or by an attribute with 'Of' or 'Name',") :
        GeneratedMembers.Source(call.TargetMethod) is var (primal, member) ? Call(call, primal, member) : null;

    private Value Call(IInvocationOperation call, IMethodSymbol primal, Core.Member member)
    {
        var called = $"'{call.TargetMethod.Name}'";
        if (member is MatrixMember)
            return Reject(call, $"{called} inside a differentiable method",
            "call the gradient, the tangent or the Hessian-vector product of each direction");
        if (Scope.SourceCalls.SourceOf(primal) is not { } source)
            return Reject(call, $"{called} of a method whose source is not here");
        if (Context.BodyOf(primal, source) is not { } body || Context.IsOutOfLine(primal)
            || body.Method.Body.AllSteps().Any(s => s is Call))
            return Reject(call, $"{called} of a method that calls itself or a method with a hand-written rule");
        if (body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            Rejections.Add(Scope.Findings.Moved(rejection, call, primal));
            return Defaults.Of(call.Type);
        }
        var shapes = primal.Parameters.Select(Inlining.ShapeOf).ToList();
        if (body.Method.Finals > 0) return Reject(call, $"{called} of a method with parameters by reference");
        if (shapes.Any(s => s.HasActive && !s.IsScalar && s.Type is not { Rank: 1, Element.IsReal: true }))
            return Reject(call, $"{called} of a method that takes other arrays than those of numbers");

        if (GeneratedMembers.ResultOf(primal)?.Leaves.Any(l => l.Type.IsArray) == true)
            return Reject(call, $"{called} of a method that returns an array");

        var handed = Scope.Handover.Hand(call.TargetMethod, call.Arguments, null);
        if (handed.Refusal is var (where, what)) return Reject(where, what);
        if (handed.IsBound) return Reject(call, $"An element of memory by reference in a call of {called}");
        var given = new Given(call.TargetMethod, primal, shapes, [.. member.Parameters(shapes, GeneratedMembers.ResultOf(primal))], handed);
        var leaves = Leaves(call, given, body, isOverwritten: member == Core.Member.Gradient || member == Core.Member.HessianVector);
        var derivative = member == Core.Member.Value ? body.Method : Pipeline.Differentiate(member, Moves.Run(body.Method));
        var inlined = body with { Method = derivative };
        Scope.Inlining.Inline(call, primal, inlined, [.. leaves], null, out var results, isDerivative: member != Core.Member.Value);
        return Returned(call, given, member, body, results);
    }

    /// <summary>A call of a member, parameter by parameter.</summary>
    private sealed record Given(
        IMethodSymbol Member, IMethodSymbol Primal, IReadOnlyList<Shape> Shapes, IReadOnlyList<MemberParameter> Parameters,
            Handover.Handed Handed)
    {
        /// <summary>Where something stands among the parameters; -1 if it does not.</summary>
        public int Find(ParameterKind kind, int of) => Parameters.ToList().IndexOf(new MemberParameter(kind, of));

        public Value Value(int parameter) => Handed.Values[parameter + 1]!;

        public IEnumerable<int> Active => Enumerable.Range(0, Shapes.Count).Where(i => Shapes[i].HasActive);
    }

    /// <summary>What the body takes, in its order: the method's parameters, adjoints of its results or tangents, and the memory that
    /// goes with its arrays. That is checked as the member itself would, before anything is written.</summary>
    private List<Expr> Leaves(IInvocationOperation call, Given given, LoweredBody body, bool isOverwritten)
    {
        var primals = given.Shapes.Select((shape, i) => Scope.Composites
            .Passed(given.Value(given.Find(ParameterKind.Primal, i)), shape, given.Primal.Parameters[i].Type, call)
            .Select(l => l.Type.IsArray ? Named(l) : l).ToList()).ToList();
        var memory = new GivenMemory(Scope, primals.SelectMany(p => p));
        var adjoint = given.Find(ParameterKind.Adjoint, -1);
        var adjoints = adjoint >= 0 ? given.Value(adjoint).Leaves.Where(l => l.Type.IsReal) : [];
        var uses = Uses.Of(body.Method);
        var isWritten = new bool[primals.Count];
        for (var (i, first) = (0, 0); i < primals.Count; first += primals[i].Count, i++)
        {
            isWritten[i] = given.Shapes[i] is { HasActive: true, Type.IsArray: true } && uses[first] != Use.Reads;
            if (isWritten[i]) memory.Apart(primals[i][0], given.Primal.Parameters[i].Name);
        }

        List<Expr> Beside(ParameterKind kind) =>
        [
            .. given.Active.SelectMany(i => given.Find(kind, i) is not (>= 0 and var at) ? []
                : given.Shapes[i].Type.IsArray
                    ? [memory.Along(given.Value(at).Scalar!, primals[i][0], given.Member.Parameters[at].Name,
                        kind != ParameterKind.Tangent || isWritten[i])]
                : kind == ParameterKind.Tangent ? Numbers(given.Value(at), given.Shapes[i]) : []),
        ];
        var gradients = Beside(ParameterKind.Gradient);
        var tangents = Beside(ParameterKind.Tangent);
        var hessians = Beside(ParameterKind.Hessian);
        if (isOverwritten)
            foreach (var window in gradients.Concat(hessians))
                Scope.Elements.ForEach(window, i => Emit(new Store(window, new[] { i }, new Const(0, window.Type.Element!))));
        return [.. primals.SelectMany(p => p), .. adjoints, .. gradients, .. tangents, .. hessians];
    }

    /// <summary>The value, and what came with it: in the result, or added to what was handed in by reference.</summary>
    private Value Returned(IInvocationOperation call, Given given, Core.Member member, LoweredBody body, List<Expr> results)
    {
        var value = given.Primal.ReturnsVoid ? (Value)Const.False : Defaults.Of(given.Primal.ReturnType).With(results);
        var more = new Queue<Expr>(results.Skip(body.Method.Results.Count));
        if (member == Core.Member.Tangent)
            return given.Primal.ReturnsVoid || more.Count == 0 ? value
                : Value.Tuple([value, Filled(given.Primal.ReturnType, GeneratedMembers.ResultOf(given.Primal)!, more)]);
        if (member == Core.Member.Gradient || member == Core.Member.HessianVector)
        {
            var numbers = given.Active.Where(i => given.Shapes[i].IsScalar).ToList();
            if (numbers.Count == 0) return value;
            List<Value> Of() => [.. numbers.Select(i => Filled(given.Primal.Parameters[i].Type, given.Shapes[i], more))];
            var gradients = Of();
            return Value.Tuple([value, .. member == Core.Member.Gradient
                ? gradients : gradients.Zip(Of(), (g, h) => new[] { g, h }).SelectMany(both => both)]);
        }
        foreach (var i in given.Active.Where(i => given.Shapes[i].IsScalar && given.Find(ParameterKind.Gradient, i) >= 0))
        {
            var at = given.Find(ParameterKind.Gradient, i);
            var old = given.Value(at);
            var added = Filled(given.Primal.Parameters[i].Type, given.Shapes[i], more).Leaves
                .Zip(old.Leaves, (gradient, before) => before.Type.IsReal ? before + gradient : before);
            if (given.Handed.Targets[at + 1] is { } target) Scope.Targets.Write(target, Hold(old.With(added)), target.At);
        }
        return value;
    }

    private static IEnumerable<Expr> Numbers(Value value, Shape shape) =>
        shape.IsTuple ? value.Items.SelectMany((item, i) => Numbers(item, shape.Items[i])) : shape.IsActive ? [value.Scalar!] : [];

    /// <summary>A value of the type, with these numbers in its active places.</summary>
    private static Value Filled(ITypeSymbol type, Shape shape, Queue<Expr> numbers) =>
        shape.IsTuple && Aggregate.Of(type) is { } a
            ? Value.Tuple(a.Members.Select((m, i) => Filled(m.Type, shape.Items[i], numbers)).ToList())
        : shape.IsActive ? numbers.Dequeue() : Defaults.Leaf(type);
}
