using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Calls of delegates, of local functions that capture variables, and of methods that take or return delegates.</summary>
internal sealed class FunctionCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) => Scope.Iterators.Of(call) ?? call.TargetMethod switch
    {
        { MethodKind: MethodKind.DelegateInvoke } => Invoke(call),
        { MethodKind: MethodKind.LocalFunction } local when IsFor(local) =>
            Scope.Lambdas.FunctionOf(local, call.Syntax) is { } function ? Run(function, call) : null,
        // A member of a type parameter: what the type has, not what its interface would do.
        var member when Instances.Implementation(member,
            call.ConstrainedToType ?? (call.Instance?.Type as ITypeParameterSymbol)) is { } method
            && InPlace.HasSource(method, Context) && (method.IsStatic || !ChangesStruct(method)) =>
            Run(new Function(call.Syntax, method, null, null, method.IsStatic ? null : Hold(Lower(call.Instance!))), call),
        var method when IsFor(call) && InPlace.IsIterator(method, Context) => Scope.ForeignCalls.CallForeign(call,
            Rejection.Unsupported(call.Syntax.GetLocation(), $"A call of '{method.Name}', an iterator ('yield'),",
                "return an array or a LINQ sequence")),
        var method when (IsFor(call) || TakesObjects(call)) && InPlace.HasSource(method, Context)
            && (method.IsStatic || call.Instance is not null && !ChangesStruct(method)) =>
            Run(new Function(call.Syntax, method, null, null, method.IsStatic ? null : Hold(Lower(call.Instance!))), call),
        _ => null,
    };

    /// <summary>The getter of a property of a generic type, or of a type parameter.</summary>
    public Value? OfProperty(IPropertyReferenceOperation p)
    {
        var own = p.Property.GetMethod is { } get
            ? Instances.Implementation(get, p.ConstrainedToType ?? (p.Instance?.Type as ITypeParameterSymbol)) : null;
        var getter = own ?? p.Property.GetMethod;
        if (getter is null || !p.Arguments.IsEmpty
            || own is null && !IsInstance(getter) && !Scope.Tables.Holds(p.Instance) && p.Type?.TypeKind != TypeKind.Delegate
            || !InPlace.HasSource(getter, Context) || !getter.IsStatic && (p.Instance is null || ChangesStruct(getter))) return null;
        return Scope.InPlace.Run(new Function(p.Syntax, getter, null, null, getter.IsStatic ? null : Hold(Lower(p.Instance!))), [], p);
    }

    private bool ChangesStruct(IMethodSymbol method) => method.ContainingType.IsValueType && Scope.Owners.MayChange(method);

    /// <summary>It is another method for other type arguments.</summary>
    public bool IsInstance(IMethodSymbol method) => method.IsGenericMethod
        || !SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && TypeParameters.AreUsed(method, Context);

    /// <summary>Numbers and arrays alone are handed to a body that is lowered once, by itself.</summary>
    private bool IsFor(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.LocalFunction, IsStatic: false } && Captures.Any(method, Context) && !IsHandedOver(method)
        || IsInstance(method) && (method.Parameters.Any(SourceCalls.TakesNumbers)
            || !method.IsStatic && Aggregate.Of(method.ContainingType) is not null) || TakesFunctions(method.ReturnType)
            || method.Parameters.Any(p => TakesFunctions(p.Type));

    /// <summary>What it captures can be handed to it.</summary>
    private bool IsHandedOver(IMethodSymbol method) => Context.Recursion.CapturesOf(method) is { } captures
        && captures.All(c => Variables[Scope.References.Key(c)] is { } value && !value.Leaves.Any(Entities.Is));

    private bool IsFor(IInvocationOperation call) => IsFor(call.TargetMethod)
        || (Lists.IsTakenApart(call.TargetMethod.ReturnType) || Lists.IsType(call.TargetMethod.ReturnType))
            && InPlace.HasSource(call.TargetMethod, Context)
        || Tables.IsType(call.TargetMethod.ReturnType) || Scope.Tables.Holds(call.Instance)
            || call.Arguments.Any(a => Scope.Tables.Holds(a.Value))
        || call.Arguments.Any(a => Scope.Dictionaries.Of(a.Value) is not null || Scope.Sequences.IsKnown(a.Value) || Scope.Tables.IsTable(a.Value, orCall: true));

    /// <summary>Objects that are made here are known only where they are.</summary>
    private bool TakesObjects(IInvocationOperation call) => call is {
        TargetMethod: { IsGenericMethod: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction,
        ContainingType.IsGenericType: false } }
        && (call.Instance is null || call.Instance.Type is { IsValueType: true })
        && (call.Arguments.Any(a => Scope.LocalObjects.MayBe(a.Value)) || Scope.LocalObjects.MayBeMade(call.TargetMethod.ReturnType));

    private static bool TakesFunctions(ITypeSymbol type) => type.TypeKind == TypeKind.Delegate || Sequences.IsOfNumbers(type);

    /// <summary>It is lowered where it stands, so it may change any variable around it.</summary>
    public bool IsInPlace(IOperation operation) => operation is IInvocationOperation { TargetMethod: var method } call
        && (method.MethodKind == MethodKind.DelegateInvoke
            || IsFor(call) && (method.MethodKind == MethodKind.LocalFunction || !IsInstance(method) || InPlace.HasSource(method, Context)));

    private Value Invoke(IInvocationOperation call)
    {
        var of = Lower(call.Instance!);
        if (Context.Entities.Of(of.Scalar) is Function function) return Run(function, call);
        if (Scope.ChosenObjects.Of(of) is not null)
        {
            var given = Hand(call.Arguments);
            return given.Refusal ?? Scope.ChosenObjects.EachFunction(of, call, one => Hold(Scope.InPlace.Run(one, given.Bind, call)))!;
        }
        return Scope.Quoting.Quote(call, $"{Opaque.Hole(0)}.Invoke(", call.Arguments, call.TargetMethod, ")",
            new Owners.Owner(of.Scalar ?? Reject(call).Leaves.First()));
    }

    public Value Run(Function function, IInvocationOperation call)
    {
        var given = Hand(call.Arguments);
        return given.Refusal ?? Scope.InPlace.Run(function, given.Bind, call);
    }

    /// <summary>What is handed over, computed.</summary>
    /// <param name="Bind">Gives a parameter of a body its value or its name.</param>
    public sealed record Handed(Action<IParameterSymbol, int> Bind, Value? Refusal = null)
    {
        /// <summary>By parameter; null for what goes by a name.</summary>
        public IReadOnlyList<Value?> Values { get; init; } = [];
    }

    public Handed Hand(IReadOnlyList<IArgumentOperation> arguments)
    {
        var count = arguments.Count;
        var (values, targets) = (new Value?[count], new Target?[count]);
        foreach (var argument in arguments)
        {
            var i = argument.Parameter!.Ordinal;
            var byReference = argument.Parameter.RefKind is RefKind.Ref or RefKind.Out;
            // What is only read, and is called 'this' by the body that is called, too, is handed over as a value.
            if (byReference || argument.Parameter.RefKind != RefKind.None && Scope.References.IsVariable(argument.Value)
                && argument.Value is not IInstanceReferenceOperation)
                targets[i] = Scope.References.Settled(Scope.Targets.Aim(argument.Value));
            if (byReference && targets[i] is Target.Refused or Target.Outside or Target.Choice)
                return new Handed((_, _) => { }, Reject(argument));
            if (argument.Parameter.RefKind == RefKind.Out && targets[i] is Target.Variable declared && Variables[declared.Key] is null)
                Variables[declared.Key] = Defaults.Of(argument.Parameter.Type);
            if (targets[i] is Target.Discard) (targets[i], values[i]) = (null, Defaults.Of(argument.Parameter.Type));
            else if (targets[i] is not (Target.Variable or Target.Element or Target.Part))
                (targets[i], values[i]) = (null, Scope.Dictionaries.Given(argument.Value) ?? Scope.Lists.Given(argument)
                    ?? Hold(Scope.Sequences.Given(argument.Value)));
        }
        return new Handed((parameter, i) =>
        {
            if (i < count && targets[i] is { } target) Scope.References.Name(parameter, target);
            else if (i < count && values[i] is { } value)
                Variables[parameter] = Symbols.Has(parameter, Symbols.NoGradient) ? value.Map(Stop) : value;
        }) { Values = values };
    }
}
