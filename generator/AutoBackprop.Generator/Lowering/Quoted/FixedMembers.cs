using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Fields and automatic properties of objects that nothing assigns while the method runs: to read them again gives the same.
/// What is read-only stays; of the rest, the bodies that the method may reach are searched for assignments.</summary>
internal sealed class FixedMembers(LoweringContext context)
{
    private HashSet<ISymbol>? _assigned;

    // A body that nobody can name might run.
    private bool _isUnknown;

    /// <summary>The value that an object holds there does not change.</summary>
    public bool Has(ISymbol member) => member switch
    {
        IFieldSymbol { IsVolatile: true } => false,
        IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true } => true,
        // Of another assembly nobody sees who assigns it.
        IFieldSymbol { DeclaringSyntaxReferences.Length: > 0 } field => IsNeverAssigned(field),
        IPropertySymbol { IsIndexer: false, IsVirtual: false, IsOverride: false, IsAbstract: false,
            DeclaringSyntaxReferences.Length: > 0 } property
            when Member.IsAutomatic(property) => property.SetMethod is null or { IsInitOnly: true } || IsNeverAssigned(property),
        IParameterSymbol parameter => IsNeverAssigned(parameter),
        _ => false,
    };

    /// <summary>It reads such a member of an object that is the same all the time.</summary>
    public bool IsFixed(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Instance: { } of, Field: var field } => IsFixed(of) && Has(field),
        IPropertyReferenceOperation { Instance: { } of, Property: var property } => IsFixed(of) && Has(property),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } =>
            Has(parameter),
        IInstanceReferenceOperation => true,
        _ => false,
    };

    private bool IsNeverAssigned(ISymbol member)
    {
        if (_assigned is null)
        {
            _assigned = new(SymbolEqualityComparer.Default);
            Search();
        }
        return !_isUnknown && !_assigned.Contains(member.OriginalDefinition);
    }

    private void Search()
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([context.Root]);
        while (pending.Count > 0 && !_isUnknown)
        {
            context.Token.ThrowIfCancellationRequested();
            var method = pending.Pop().OriginalDefinition;
            method = method.PartialImplementationPart ?? method;
            if (!seen.Add(method)) continue;
            foreach (var reference in method.DeclaringSyntaxReferences.Where(r => context.Compilation.ContainsSyntaxTree(r.SyntaxTree)))
            {
                var syntax = reference.GetSyntax(context.Token);
                context.Visited.Add(syntax);
                // Of a primary constructor all that its type initialises.
                var bodies = syntax is TypeDeclarationSyntax type
                    ? type.DescendantNodes().OfType<EqualsValueClauseSyntax>() : (IEnumerable<SyntaxNode>)[syntax];
                foreach (var body in bodies)
                    if (context.ModelOf(body.SyntaxTree).GetOperation(body, context.Token) is { } operation)
                        foreach (var inner in operation.DescendantsAndSelf()) Note(inner, pending);
            }
        }
    }

    private void Note(IOperation operation, Stack<IMethodSymbol> pending)
    {
        _isUnknown |= IsForeignFunction(operation) || RunsUnseen(operation);
        foreach (var target in Assigned(operation))
            if (target is IFieldReferenceOperation f) _assigned!.Add(f.Field.OriginalDefinition);
            else if (target is IPropertyReferenceOperation p) _assigned!.Add(p.Property.OriginalDefinition);
            else if (target is IParameterReferenceOperation q) _assigned!.Add(q.Parameter.OriginalDefinition);
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: var method }: Follow(method, pending); break;
            case IPropertyReferenceOperation { Property: var property }:
                if (property.GetMethod is { } get) Follow(get, pending);
                if (property.SetMethod is { } set && !set.IsInitOnly) Follow(set, pending);
                break;
            case IObjectCreationOperation { Constructor: { } constructor }: Follow(constructor, pending); break;
            case IMethodReferenceOperation { Method: var named }: Follow(named, pending); break;
            case IBinaryOperation { OperatorMethod: { } op }: Follow(op, pending); break;
            case IUnaryOperation { OperatorMethod: { } op }: Follow(op, pending); break;
            case IConversionOperation { OperatorMethod: { } op }: Follow(op, pending); break;
            case ICompoundAssignmentOperation { OperatorMethod: { } op }: Follow(op, pending); break;
            case IDynamicInvocationOperation or IFunctionPointerInvocationOperation: _isUnknown = true; break;
        }
    }

    /// <summary>A delegate that comes from where no body was searched: from a field, an event, the caller.</summary>
    private bool IsForeignFunction(IOperation operation) => operation.Type?.TypeKind == TypeKind.Delegate && operation switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation or IEventReferenceOperation or IArrayElementReferenceOperation => true,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol of } =>
            of.MethodKind == MethodKind.Constructor
                || SymbolEqualityComparer.Default.Equals(of.OriginalDefinition, context.Root.OriginalDefinition),
        IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 } => true,
        IConversionOperation { Operand.Type.TypeKind: not TypeKind.Delegate } => true,
        _ => false,
    };

    /// <summary>A member of the library behind which a class of the user may stand, or that may call one back.</summary>
    private static bool RunsUnseen(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke,
            OriginalDefinition.DeclaringSyntaxReferences.Length: 0 } method } call => RunsUnseen(method, call.Instance),
        IUsingOperation or IUsingDeclarationOperation => true,
        IForEachLoopOperation { Collection: { } of } =>
            of is IConversionOperation { Operand.Type: { } type } ? IsOfUser(type) : IsOfUser(of.Type),
        _ => false,
    };

    // Collections and what every object has are taken to be what they are meant to be: they change nothing.
    private static bool RunsUnseen(IMethodSymbol method, IOperation? instance)
    {
        var home = method.ContainingNamespace.ToDisplayString();
        if (!home.StartsWith("System", StringComparison.Ordinal) && home != "AutoBackprop")
            return !method.IsStatic && !method.ContainingType.IsValueType;
        return instance is not null && (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed)
            && !method.ContainingType.IsSealed
            && instance.Type is not { IsSealed: true } && !home.StartsWith("System.Collections", StringComparison.Ordinal)
            && method.Name is not ("ToString" or "Equals" or "GetHashCode" or "CompareTo");
    }

    private static bool IsOfUser(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.DeclaringSyntaxReferences.Length: > 0 };

    // What the library does with an object of the user is not looked into; a lambda is a part of the body that it is written in.
    private void Follow(IMethodSymbol method, Stack<IMethodSymbol> pending)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke || method.OriginalDefinition.DeclaringSyntaxReferences.Length == 0) return;
        if (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed) _isUnknown |= !method.ContainingType.IsSealed;
        pending.Push(method);
    }

    private static IEnumerable<IOperation> Assigned(IOperation operation) => operation switch
    {
        // A new object is nobody else's yet.
        ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } => [],
        IAssignmentOperation a => Parts(a.Target),
        IIncrementOrDecrementOperation i => [i.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } a => [a.Value],
        IVariableDeclaratorOperation { Symbol.IsRef: true } d when d.GetVariableInitializer() is { } i => [i.Value],
        IAddressOfOperation a => [a.Reference],
        _ => [],
    };

    // To change a part of a struct is to change the field that holds it.
    private static IEnumerable<IOperation> Parts(IOperation target) => target switch
    {
        ITupleOperation t => t.Elements.SelectMany(Parts),
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } of } => Parts(of).Prepend(target),
        _ => [target],
    };
}
