using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What there is to say about a body. What cannot be read is noted here, never skipped.</summary>
internal sealed class Findings(Scope scope)
{
    public List<Rejection> Rejections { get; } = [];

    /// <summary>Places where a gradient would be lost, if what goes in there depends on an active parameter.</summary>
    public List<Watch> Watches { get; } = [];

    public void Reject(Location location, string what, string instead = "") =>
        Rejections.Add(Rejection.Unsupported(location, what, instead));

    /// <param name="what">Null: as it looks.</param>
    public Value Reject(IOperation operation, string? what = null, string instead = "")
    {
        if (what is null) (what, instead) = Constructs.Of(operation);
        Rejections.Add(Rejection.Unsupported(operation.Syntax.GetLocation(), what,
            instead) with { About = Constructs.VariableOf(operation) });
        return Defaults.Of(operation.Type);
    }

    /// <summary>An error if one of the values depends on an active parameter.</summary>
    public void Watch(IOperation operation, IEnumerable<Expr> values, string? what, string instead = "") =>
        Watches.Add(new Watch([.. values.SelectMany(scope.Composites.ContentsOf)],
        (what is null ? Foreign(operation)
            : Rejection.Unsupported(operation.Syntax.GetLocation(), what, instead)) with { About = Constructs.VariableOf(operation) }));

    private static Rejection Foreign(IOperation operation)
    {
        const string Always = "write a [DerivativeOf] rule for it, or mark what goes in with Gradients.Stop";
        var location = operation.Syntax.GetLocation();
        return operation switch
        {
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call =>
                new Rejection(Descriptors.NoDerivative, location,
                call.Instance?.Syntax.ToString()
                    ?? "", ": it is a delegate, and which function that is only the caller knows",
                    "leave [Differentiable] off this method, and call it with a lambda from one that has it"),
            IInvocationOperation { TargetMethod: var method } => new Rejection(Descriptors.NoDerivative, location, method.Name,
                WhyNot(method), Advice.For(method.ContainingType) ?? Always),
            IPropertyReferenceOperation { Property: var property } => new Rejection(Descriptors.NoDerivative, location, property.Name,
                WhyNot(property), Advice.For(property.ContainingType) ?? Always),
            _ => new Rejection(Descriptors.NoDerivative, location, operation.Syntax.ToString(), "", Always),
        };
    }

    private static string WhyNot(ISymbol member) =>
        !member.OriginalDefinition.Locations.Any(l => l.IsInSource) ? ", and its source is not in this project"
        : member.IsExtern ? ", since it is 'extern'"
        : member.IsAbstract ? ", since no type in this project implements it in a way that can be read" : "";

    /// <summary>A warning in the same case.</summary>
    public void WhenLost(IOperation operation, IEnumerable<Expr> values, string how) =>
        Watches.Add(new Watch([.. values.SelectMany(scope.Composites.ContentsOf)],
            new Rejection(Descriptors.GradientLost, operation.Syntax.GetLocation(), how)));

    public bool IsAccessible(ISymbol symbol, IOperation operation)
    {
        if (scope.Context.IsAccessible(symbol) && !SignatureLowering.IsFileLocal(symbol as INamedTypeSymbol ?? symbol.ContainingType))
            return true;
        Reject(operation, $"'{symbol.Name}', which is not accessible from '{scope.Context.Root.ContainingType.Name}',");
        return false;
    }

    /// <summary>What is wrong inside a called method is shown at the call, in the method that asked for a gradient.</summary>
    public Rejection Moved(Rejection rejection, IOperation call, IMethodSymbol method) =>
        scope.Context.IsInRoot(rejection.Location) ? rejection
        : rejection with
        {
            Location = call.Syntax.GetLocation(),
            Cause = rejection.Cause ?? rejection.Location,
            Arguments = rejection.Cause is null && rejection.Arguments.Length > 0
                ? [$"{rejection.Arguments[0]} in '{method.Name}'", .. rejection.Arguments.Skip(1)] : rejection.Arguments,
        };

    public static Rejection Written(IOperation call, string method) => Rejection.Unsupported(call.Syntax.GetLocation(),
        $"A call of '{method}' with an array that is written here or may be written there", "let it take a span");
}
