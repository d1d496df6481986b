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

    public void Reject(Location location, string what) => Rejections.Add(new Rejection(Descriptors.Unsupported, location, what));

    public Value Reject(IOperation operation, string what)
    {
        Reject(operation.Syntax.GetLocation(), what);
        return Defaults.Of(operation.Type);
    }

    /// <summary>An error if one of the values depends on an active parameter.</summary>
    public void Watch(IOperation operation, IEnumerable<Expr> values, string? what)
    {
        var location = operation.Syntax.GetLocation();
        Watches.Add(new Watch([.. values.SelectMany(scope.Composites.ContentsOf)], what is null
            ? new Rejection(Descriptors.NoDerivative, location, operation is IInvocationOperation call ? call.TargetMethod.Name : operation.Syntax.ToString())
            : new Rejection(Descriptors.Unsupported, location, what)));
    }

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

    public static Rejection Written(IInvocationOperation call, string method) => new(Descriptors.Unsupported, call.Syntax.GetLocation(),
        $"A call of '{method}' with an array that is written here or may be written there (use a span),");
}
