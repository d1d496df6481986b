using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Quoted code that answers the same and changes nothing when it runs again: it reads what stays, computes, and calls only what
/// does so, too. Asked where a derivative runs the method's body several times.</summary>
internal sealed class Repeatable(LoweringContext context)
{
    private readonly Dictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    // Those that are taken to be, in the order in which they were met.
    private readonly List<IMethodSymbol> _assumed = [];

    public bool Is(IOperation operation) => operation.DescendantsAndSelf().All(IsStep);

    private bool IsStep(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: not MethodKind.DelegateInvoke } i => IsFunction(i.TargetMethod, i.Instance),
        IPropertyReferenceOperation p =>
            context.FixedMembers.Has(p.Property) || p.Property.GetMethod is { } get && IsFunction(get, p.Instance),
        IFieldReferenceOperation f => f.Instance?.Type is { IsValueType: true } || context.FixedMembers.Has(f.Field),
        IAssignmentOperation and not (ISimpleAssignmentOperation { IsRef: false } or ICompoundAssignmentOperation) => false,
        IAssignmentOperation { Target: var target } => IsOwn(target),
        IIncrementOrDecrementOperation { Target: var target } => IsOwn(target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } a => IsOwn(a.Value),
        IObjectCreationOperation { Type.IsValueType: true, Constructor: { } made } => made.IsImplicitlyDeclared || IsFunction(made, null),
        IBinaryOperation { OperatorMethod: { } op } => IsFunction(op, null),
        IUnaryOperation { OperatorMethod: { } op } => IsFunction(op, null),
        IConversionOperation { OperatorMethod: { } op } => IsFunction(op, null),
        IForEachLoopOperation { Collection: IConversionOperation { Operand.Type: { } of } } =>
            of.TypeKind == TypeKind.Array || of.SpecialType == SpecialType.System_String,
        IInvocationOperation or IForEachLoopOperation or IObjectCreationOperation or IAnonymousFunctionOperation or IDelegateCreationOperation or IDynamicInvocationOperation
            or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IAwaitOperation or IEventReferenceOperation or IEventAssignmentOperation or ILockOperation
            or IUsingOperation or IUsingDeclarationOperation or IAddressOfOperation or IFunctionPointerInvocationOperation or ITypeParameterObjectCreationOperation
            or IReturnOperation { Kind: OperationKind.YieldReturn } or ILocalFunctionOperation => false,
        _ => true,
    };

    // A variable of the code itself.
    private static bool IsOwn(IOperation target) =>
        target is ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None }
        or IDeclarationExpressionOperation or IDiscardOperation;

    private bool IsFunction(IMethodSymbol method, IOperation? instance)
    {
        if (method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty) return IsOfLibrary(method);
        if ((method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed) && instance?.Type is not { IsSealed: true })
            return false;
        // What it captures are variables of others.
        if (method is { MethodKind: MethodKind.LocalFunction, IsStatic: false }) return false;
        var definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (_known.TryGetValue(definition, out var known)) return known;
        // One that calls itself is one if the rest is; so are those that rely on that.
        var assumed = _assumed.Count;
        _known[definition] = true;
        _assumed.Add(definition);
        if (IsBody(definition)) return true;
        foreach (var other in _assumed.Skip(assumed)) _known.Remove(other);
        _assumed.RemoveRange(assumed, _assumed.Count - assumed);
        return _known[definition] = false;
    }

    private bool IsBody(IMethodSymbol method) => !method.IsAsync && !method.IsExtern && method.DeclaringSyntaxReferences.All(reference =>
    {
        if (!context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)) return false;
        var syntax = reference.GetSyntax(context.Token);
        context.Visited.Add(syntax);
        return context.ModelOf(syntax.SyntaxTree).GetOperation(syntax, context.Token) is { } body && body.Descendants().All(IsStep);
    });

    // What computes, and what tells what a collection or a text holds.
    private static bool IsOfLibrary(IMethodSymbol method)
    {
        var home = method.ContainingType;
        if (home.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double
            || home.ToDisplayString() is "System.Math" or "System.MathF") return true;
        return method.MethodKind == MethodKind.PropertyGet
            && (home.SpecialType is SpecialType.System_String or SpecialType.System_Array || home.IsTupleType
            || home.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || Types.Of(home).IsArray
            || home.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal));
    }
}
