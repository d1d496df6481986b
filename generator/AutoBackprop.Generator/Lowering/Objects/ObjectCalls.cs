using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Methods, properties and indexers of objects: their bodies are lowered where they are called. What no number goes into is
/// quoted.</summary>
internal sealed class ObjectCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) =>
        call.Instance is not { } instance ? null
        : Scope.LocalObjects.Found(instance) is { } found
            ? Scope.ChosenObjects.Each(found, call, o => Scope.LocalObjects.Call(call, o, call.TargetMethod, call.Arguments,
            call.IsVirtual || call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface))
        : Call(call, call.TargetMethod, instance, call.Arguments, call.IsVirtual);

    /// <param name="isVirtual">The type of the object decides which body runs.</param>
    /// <returns>Null for what has no source here, or is no matter of objects.</returns>
    public Value? Call(IOperation at, IMethodSymbol method, IOperation instance, IReadOnlyList<IArgumentOperation> arguments,
        bool isVirtual)
    {
        if (!IsFor(method, instance.Type)) return null;
        var isActive = arguments.Any(TakesNumbers) || arguments.Any(a => Scope.LocalObjects.MayBe(a.Value))
            || Scope.LocalObjects.MayBeMade(method.ReturnType) && arguments.Count > 0;
        if (!isActive && Scope.Accessors.CanName(method, instance.Type) && !IsHidden(method, instance)) return null;
        // A tuple of numbers goes by value.
        if (Aggregate.Of(instance.Type) is not null && Lower(instance) is { IsTuple: true }) return null;
        var (known, candidates) = Bodies(method, instance, isVirtual);
        if (candidates.Count == 0) return null;

        var value = Scope.Attempts.Try(() =>
        {
            var self = Hold(Scope.Quoting.Given(instance)).Scalar!;
            var given = Scope.FunctionCalls.Hand(arguments);
            if (given.Refusal is { } refused) return refused;
            Value Run(Expr of, IMethodSymbol body) => Scope.ObjectRecursion.Of(at, body, of, given)
                ?? Scope.InPlace.Run(new Function(at.Syntax, body, null, null, of), given.Bind, at);
            if (!isVirtual) return Run(self, method);
            if ((known ?? Scope.Dispatch.KnownOf(self)) is { } type && Scope.Dispatch.Implementation(method, type) is { } only)
                return Run(Scope.Dispatch.As(self, type), only);
            return Scope.Dispatch.Over(at, method, self, candidates, Run);
        }, out var reason);
        return value ?? Quoted(at, method, reason!);
    }

    private Value Quoted(IOperation at, IMethodSymbol method, Rejection reason)
    {
        // Fine for its value, when nothing active goes in.
        if (at is IInvocationOperation call && !call.Arguments.Any(a => Scope.LocalObjects.MayBe(a.Value))
            && !IsHidden(method, call.Instance)
            && Scope.Accessors.CanName(method, call.Instance!.Type)) return Scope.ForeignCalls.CallForeign(call, reason);
        Rejections.Add(reason);
        return Defaults.Of(at.Type);
    }

    /// <summary>A property of the base class: the field behind it, or its body.</summary>
    public Value OfBase(IPropertyReferenceOperation p, IMethodSymbol getter)
    {
        var self = Hold(Scope.Quoting.Given(p.Instance!)).Scalar!;
        if (p.Arguments.IsEmpty && p.Property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, p.Property)) is { } field
            && Member.IsAutomatic(p.Property))
            return Scope.Accessors.Read(p, field, self);
        if (!InPlace.HasSource(getter, Context)) return Reject(p, $"'base.{p.Property.Name}', which has no source here,");
        var given = Scope.FunctionCalls.Hand(p.Arguments);
        return given.Refusal ?? Scope.InPlace.Run(new Function(p.Syntax, getter, null, null, self), given.Bind, p);
    }

    // Nothing outside of the class can say it.
    private static bool IsHidden(IMethodSymbol method, IOperation? instance) =>
        Dispatch.IsBase(instance) && Dispatch.IsVirtual(method, instance!.Type);

    /// <summary>The bodies that could run; one for a member that is not virtual.</summary>
    private (INamedTypeSymbol? Known, IReadOnlyList<(INamedTypeSymbol Type, IMethodSymbol Member)> Candidates) Bodies(IMethodSymbol method,
        IOperation instance, bool isVirtual)
    {
        if (!isVirtual) return (null, InPlace.HasSource(method, Context) ? [(method.ContainingType, method)] : []);
        return Scope.Dispatch.TypeOf(instance) is { } known && Scope.Dispatch.Implementation(method, known) is { } only
            ? (known, [(known, only)]) : (null, Scope.Dispatch.Candidates(method, instance.Type!));
    }

    private bool IsFor(IMethodSymbol method, ITypeSymbol? type) => !method.IsStatic && !method.IsGenericMethod
        && (type is { TypeKind: TypeKind.Class or TypeKind.Interface }
            || type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } && Aggregate.Of(type) is null
            && !Scope.Owners.MayChange(method))
        && method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation
            && !ExtensionMembers.IsExtension(method.ContainingType)
        && method.OriginalDefinition.Locations.Any(l => l.IsInSource)
        && (SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)
            || !method.IsAbstract && !TypeParameters.AreUsed(method, Context));

    private static bool TakesNumbers(IArgumentOperation argument) => argument.Parameter is { } p && !argument.Value.ConstantValue.HasValue
        && (p.Type.IsReal() || Aggregate.Of(p.Type) is not null || Types.HoldsReals(p.Type) || p.Type.TypeKind == TypeKind.Delegate);
}
