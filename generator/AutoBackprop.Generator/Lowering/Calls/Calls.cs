using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Calls: the first that knows one lowers it. Who comes earlier knows more about it.</summary>
internal sealed class Calls(Scope scope) : Lowerer(scope)
{
    private readonly ICallLowering[] _lowerings =
    [
        // Before anything is said about the method: the call does not take place, or is an order to us.
        new LeftOutCalls(),
        new StoppedGradients(scope),
        // A derivative that the user wrote beats our own, and both beat [NoGradient].
        scope.HandWrittenCalls,
        new RuleCalls(scope),
        new ValueCalls(scope),
        new GeneratedCalls(scope),
        // Methods of the library that have no source here.
        scope.VectorMembers,
        new TensorCalls(scope),
        new SpanCalls(scope),
        scope.WholeArrayCalls,
        // LINQ, and its like among the methods of arrays and lists.
        new SequenceCalls(scope),
        scope.ArrayCalls,
        scope.Lists,
        scope.Dictionaries,
        scope.ObjectRows,
        scope.ObjectOperators,
        // Lambdas, and whoever takes them or captures variables.
        scope.FunctionCalls,
        // Methods with their source here; what they are called on decides.
        scope.ExtensionMembers,
        scope.Nullables,
        scope.ObjectCalls,
        scope.MemberCalls,
        scope.SourceCalls,
        // Our own derivatives are for those whose source is elsewhere.
        scope.LibraryCalls,
        // Takes what is left.
        scope.ForeignCalls,
    ];

    public Value Lower(IInvocationOperation call)
    {
        foreach (var lowering in _lowerings)
            if (lowering.TryLower(call) is { } value) return value;
        return Reject(call, $"A call of '{call.TargetMethod.Name}'");
    }

    /// <summary>In the order of the parameters, evaluated in the order in which they stand.</summary>
    public Value[] Arguments(IInvocationOperation call)
    {
        var values = new Value[call.Arguments.Length];
        foreach (var argument in call.Arguments) values[argument.Parameter!.Ordinal] = Hold(Lower(argument.Value));
        return values;
    }
}
