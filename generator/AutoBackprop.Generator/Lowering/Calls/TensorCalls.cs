using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Operations on whole spans that the table knows: they become the loop that they mean.</summary>
internal sealed class TensorCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var name = Symbols.FullName(call.TargetMethod);
        if (!name.StartsWith(TensorRules.Type, StringComparison.Ordinal)) return null;
        var (steps, from) = (Scope.Steps, Scope.Steps.Count);
        var value = Expanded(call, name);
        if (ReferenceEquals(steps, Scope.Steps))
            for (var i = from; i < steps.Count; i++) Origins.Note(steps[i], call.Syntax, name);
        return value;
    }

    private Value? Expanded(IInvocationOperation call, string name)
    {
        var parameters = call.TargetMethod.Parameters;
        var elements = parameters.Select(p => Types.ElementOf(p.Type)).Where(e => e is not null).ToList();
        if (elements.Count == 0 || !elements.All(e => e.IsReal() && SymbolEqualityComparer.Default.Equals(e, elements[0]))) return null;
        name = name.Substring(TensorRules.Type.Length);
        if (call.TargetMethod.ReturnsVoid)
            return parameters.Length < 2 || parameters[parameters.Length - 1].Type is not INamedTypeSymbol { Name: "Span" } ? null
                : TensorRules.Map(name, parameters.Length - 1, Types.Of(elements[0])) is { } map ? Map(call, map)
                : parameters.Length == 2 && TensorRules.Normalisation(name) is { } normalisation
                    ? Normalise(call, normalisation, Types.Of(elements[0])) : null;
        return elements.Count == parameters.Length && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ReturnType, elements[0])
            && TensorRules.Reduction(name, parameters.Length) is { } reduction ? Reduce(call, reduction, Types.Of(elements[0])) : null;
    }

    private Value Map(IInvocationOperation call, Func<Expr[], Expr> map)
    {
        var args = Scope.Calls.Arguments(call).Select(a => a.Leaves.First()).ToArray();
        var (inputs, destination) = (args.Take(args.Length - 1).ToList(), args[args.Length - 1]);
        var first = inputs.Find(a => a.Type.IsArray)!;
        SameLengths(call, inputs, first);
        InPlace(call, inputs, destination);
        Fill(call, destination, Hold(Ops.Length(first)).Scalar!, index => map(At(inputs, index)));
        return Const.False;
    }

    private Value Normalise(IInvocationOperation call, Normalisation normalisation, IrType type)
    {
        var args = Scope.Calls.Arguments(call).Select(a => a.Leaves.First()).ToArray();
        var length = Hold(Ops.Length(args[0])).Scalar!;
        NotEmpty(call, length);
        InPlace(call, [args[0]], args[1]);
        var before = new List<Expr>();
        foreach (var (start, next) in normalisation.Steps)
        {
            var index = Fresh.Hidden(IrType.Int);
            var variable = Fresh.Hidden(type);
            Expr after = variable;
            var block = BlockOf(() => after = Define("", next(variable, At(args.Take(1), index)[0], [.. before])).Scalar!);
            var carried = new Carried(variable, start.As(type), after, Fresh.Version(variable));
            Emit(new For(index, Const.Int(0), length, 1, new[] { carried }, block));
            before.Add(carried.Result);
        }
        Fill(call, args[1], length, index => normalisation.Element(At(args.Take(1), index)[0], [.. before]));
        return Const.False;
    }

    private void Fill(IInvocationOperation call, Expr destination, Expr length, Func<Var, Expr> element)
    {
        Emit(Library.Room(Ops.Length(destination), length, call.TargetMethod.Parameters.Last().Name));
        var index = Fresh.Hidden(IrType.Int);
        var block = BlockOf(() => Emit(new Store(destination, new Expr[] { index }, Define("", element(index)).Scalar!)));
        Emit(new For(index, Const.Int(0), length, 1, default, block));
    }

    // Windows of one array: as .NET has it, they begin in the same place or lie apart.
    private void InPlace(IInvocationOperation call, IEnumerable<Expr> inputs, Expr destination)
    {
        var roots = Scope.KnownMemory.Roots(destination).ToList();
        foreach (var input in inputs.Where(i =>
            i.Type.IsArray && !i.Equals(destination) && Scope.KnownMemory.Roots(i).Intersect(roots).Any()))
            Emit(Library.Apart(call.TargetMethod.Parameters.Last().Name, destination, input, inPlace: true));
    }

    private Value Reduce(IInvocationOperation call, Reduction fold, IrType type)
    {
        var inputs = Scope.Calls.Arguments(call).Select(a => a.Leaves.First()).ToList();
        SameLengths(call, inputs, inputs[0]);
        var length = Hold(Ops.Length(inputs[0])).Scalar!;
        if (fold.NeedsElements) NotEmpty(call, length);
        var index = Fresh.Hidden(IrType.Int);
        var variables = fold.Steps.Select(_ => Fresh.Hidden(type)).ToList();
        Expr[] nexts = [];
        var block = BlockOf(() =>
        {
            var elements = At(inputs, index);
            nexts = [.. fold.Steps.Select((s, i) => Define("", s.Next(variables[i], elements)).Scalar!)];
        });
        var carried = fold.Steps.Select((s, i) => new Carried(variables[i], s.Start.As(type), nexts[i], Fresh.Version(variables[i])))
            .ToArray();
        Emit(new For(index, Const.Int(0), length, 1, carried, block));
        return Define("", fold.Finish([.. carried.Select(c => c.Result)], length));
    }

    private void NotEmpty(IInvocationOperation call, Expr length) => Emit(Library.NotEmpty(length, call.TargetMethod.Parameters[0].Name));

    private Expr[] At(IEnumerable<Expr> inputs, Var index) =>
        [.. inputs.Select(a => a.Type.IsArray ? Define("", new Load(a, new Expr[] { index }, a.Type.Element!)).Scalar! : a)];

    private void SameLengths(IInvocationOperation call, List<Expr> inputs, Expr first)
    {
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i].Type.IsArray && !ReferenceEquals(inputs[i], first))
                Emit(Library.SameLength(Ops.Length(inputs[i]), Ops.Length(first), call.TargetMethod.Parameters[i].Name));
    }
}
