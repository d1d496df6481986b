using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A call of LINQ and what it is given. Operands are lowered when they are asked for: in their order.</summary>
internal sealed class LinqCall(Scope scope, IInvocationOperation call, Sequence? source, IOperation[] operands)
{
    public IInvocationOperation Call => call;
    public string Name => call.TargetMethod.Name;
    public int Count => operands.Length;
    public Sequence Source => source!;

    /// <summary>Null for what begins a chain.</summary>
    public Sequence? MaybeSource => source;

    /// <summary>Of the sequence that comes of it.</summary>
    public ITypeSymbol Element => Sequences.ElementOf(call.Type)!;

    public bool IsFunction(int i) => call.TargetMethod.Parameters[i].Type.TypeKind == TypeKind.Delegate;

    public bool IsText(int i) => call.TargetMethod.Parameters[i].Type.SpecialType == SpecialType.System_String;

    public bool IsNumber(int i) => call.TargetMethod.Parameters[i].Type.SpecialType == SpecialType.System_Int32;

    // What the operands are as C#, where they are lowered.
    private readonly Func<Expr?>?[] _code = new Func<Expr?>?[operands.Length];

    /// <summary>The call as C#; null where something in it has none.</summary>
    public Opaque? Code()
    {
        if (call.TargetMethod.TypeArguments.Any(t => t.IsAnonymousType)) return null;
        if (source is not null) _code[0] = source.Code;
        var given = _code.Select(c => c?.Invoke()).ToList();
        if (given.Contains(null)) return null;
        var arguments = call.TargetMethod.TypeArguments.Select(t => t.Text()).ToList();
        var types = arguments.Count > 0 ? $"<{string.Join(", ", arguments)}>" : "";
        var text = $"global::System.Linq.Enumerable.{Name}{types}({string.Join(", ", given.Select((_, i) => Opaque.Hole(i)))})";
        return new Opaque(text, given.Select(g => g!).ToArray(), Types.Of(call.Type), IsPure: true);
    }

    public Value Value(int i)
    {
        var value = scope.Hold(scope.Expressions.ValueOf(operands[i]));
        _code[i] = () => value.Scalar is { } scalar && !Entities.Is(scalar) ? scalar : null;
        return value;
    }

    public Expr Number(int i) => Value(i).Scalar!;

    public Sequence Other(int i)
    {
        if (scope.Sequences.Of(operands[i]) is { } sequence)
        {
            _code[i] = sequence.Code;
            return sequence;
        }
        scope.Findings.Reject(operands[i]);
        return scope.Chains.Repeat(Sequences.Empty(Source.Element), Const.Int(0), Source.Element, call);
    }

    public LinqFunction Function(int i)
    {
        var (value, type) = (scope.Expressions.ValueOf(operands[i]), (INamedTypeSymbol)call.TargetMethod.Parameters[i].Type);
        _code[i] = () => scope.Context.Entities.Of(value.Scalar) is Function function
            ? scope.QuotedLambdas.Quote(function, type) : value.Scalar;
        return new LinqFunction(scope, value, type, call);
    }

    /// <summary>Of First, Last and Single.</summary>
    public Which Which => Name.StartsWith("First", StringComparison.Ordinal) ? Which.First
        : Name.StartsWith("Last", StringComparison.Ordinal) ? Which.Last : Which.Only;

    public bool IsOptional => Name.EndsWith("OrDefault", StringComparison.Ordinal);

    /// <summary>What is reduced: the elements, or what a function makes of them.</summary>
    public Sequence Selected() => Count == 1 ? Source : Function(1) is var f ? scope.Chains.Select(Source, f.Result, f, call) : Source;

    /// <summary>Those that a condition holds for.</summary>
    public Sequence Filtered() => Count == 1 ? Source : scope.Chains.Where(Source, Function(1), call);
}

/// <summary>A function that LINQ calls with elements.</summary>
internal sealed class LinqFunction(Scope scope, Value value, INamedTypeSymbol type, IInvocationOperation call)
{
    private readonly IMethodSymbol _method = type.DelegateInvokeMethod!;

    public ITypeSymbol Result { get; } = Instances.Closed(type.DelegateInvokeMethod!.ReturnType);

    /// <summary>It takes the number of the element, too.</summary>
    public bool TakesNumber => _method.Parameters.Length == 2;

    /// <summary>It computes, and does no more.</summary>
    public bool IsQuiet(ITypeSymbol element) =>
        scope.Changes.IsQuiet(() => Of(Sequences.Empty(element).Map(l => scope.Fresh.Hidden(l.Type)), scope.Fresh.Hidden(IrType.Int)));

    public Value Of(Value item, Expr? number = null) => Of(TakesNumber ? [item, number!] : [item]);

    public Value Of(Value[] arguments)
    {
        return scope.ChosenObjects.EachFunction(value, call, function => scope.Hold(scope.InPlace.Run(function, arguments, call)))
            ?? scope.Sequences.Invoked(value, arguments, _method, call);
    }
}

/// <summary>Which of some elements is meant.</summary>
internal enum Which { First, Last, Only }
