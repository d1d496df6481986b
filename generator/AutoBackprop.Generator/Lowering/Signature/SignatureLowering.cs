using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>The declaration of a [Differentiable] method: what is generated for it, or why nothing can be.</summary>
internal static class SignatureLowering
{
    private static readonly string[] OurNames = ["Math", "MathF", "Activations", "Losses", "Special", "VectorMath", "Lanes", "Vector512"];

    private const string Supported = "use float, double, arrays, spans, lists, tuples or structs of them";

    public static bool IsActive(IParameterSymbol parameter) => Asked.IsActive(parameter);

    public static Lowered Lower(IMethodSymbol method, MemberDeclarationSyntax syntax, LoweringContext context)
    {
        var rejections = new List<Rejection>();
        var name = Declared.NameOf(syntax);
        void Reject(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
            rejections.Add(new(descriptor, location, arguments));

        var why = NotPlain(method, syntax);
        var isPlain = why is null;
        if (why is var (what, instead)) Reject(Descriptors.NotPlain, name, Declared.Name(method), what, instead);
        var isPartial = true;
        foreach (var type in syntax.Ancestors().OfType<TypeDeclarationSyntax>())
            if (!type.Identifier.IsMissing && type.Identifier.Text.Length > 0 && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
                && isPartial)
            {
                Reject(Descriptors.NotPartial, name, type.Identifier.Text, Declared.Name(method));
                isPartial = false;
            }

        var parameters = new List<Parameter>();
        if (ReceiverOf(method) is { } receiver)
        {
            parameters.Add(receiver);
            if (isPlain && Asked.IsReceiverActive(method) && Types.HidesReals(method.ContainingType))
                Reject(Descriptors.UnsupportedType, name, "'this'",
                    method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                    $"{Aggregate.Hidden(method.ContainingType) ?? Supported}, or ask for Receiver = Receiver.Constant");
            else if (isPlain && receiver.Shape.IsTuple && Types.Unsettable(receiver.Shape) is { } fixedMember)
                Reject(Descriptors.UnsupportedType, name, "'this'",
                    method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                    $"'{fixedMember}' cannot be set, so its gradient has no place: give it a setter, or ask for Receiver = Receiver.Constant");
        }
        var (summary, described) = Descriptions.Of(Declared.Owner(method), context.Token);
        foreach (var parameter in method.Parameters)
        {
            var shape = ShapeOf(parameter);
            var refused = !IsActive(parameter) ? null : shape.Element is null && Types.HidesReals(parameter.Type)
                ? $"{Advice.For(parameter.Type) ?? Aggregate.Hidden(parameter.Type) ?? Supported}, or mark it [NoGradient]"
                : Types.Unsettable(shape) is { } member
                    ? $"'{member}' cannot be set, so its gradient has no place: give it a setter, or mark the parameter [NoGradient]"
                    : null;
            if (parameter.Type.TypeKind == TypeKind.Error) context.HasCompilerErrors = true;
            else if (isPlain && refused is not null)
                Reject(Descriptors.UnsupportedType, parameter.Locations[0], $"'{parameter.Name}'",
                    parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), refused);
            else if (isPlain && IsLost(parameter, shape) is { } reference)
                Reject(Descriptors.Unsupported, parameter.Locations[0], reference, "");
            parameters.Add(new Parameter(parameter.Name, parameter.RefKind switch { RefKind.In => "in ", RefKind.Ref => "ref ",
                RefKind.Out => "out ", _ => "" }, DefaultOf(parameter), shape)
            {
                Marks = ParameterMarks.Of(parameter),
                MarksWithDefault = ParameterMarks.OfDefault(parameter),
                IsParams = parameter.IsParams,
                Description = described(parameter.Name),
            });
        }

        var result = method.ReturnsVoid ? null : Types.Shape(method.ReturnType, "Value", true);
        if (method.ReturnType.TypeKind == TypeKind.Error) context.HasCompilerErrors = true;
        else if (!isPlain) { }
        else if (result is not null && (Types.HidesReals(method.ReturnType) || result.HasActive && !Types.IsResult(method.ReturnType)))
            Reject(Descriptors.UnsupportedType, Declared.ResultOf(syntax).GetLocation(), "The result",
                method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Advice.For(method.ReturnType)
                ?? "return numbers, or a tuple or struct of them, and write arrays into a span");
        else if ((result is null || !result.HasActive)
            && !parameters.Any(p => p.Shape.HasActive
            && (p.Modifier is "ref " or "out "
                || p.Shape.Leaves.Any(l => l.IsActive && l.Type.IsArray)))) Reject(Descriptors.NothingToDifferentiate, name,
                    Declared.Name(method), "no floating-point output");
        if (!parameters.Any(p => p.Shape.HasActive && p.Modifier != "out ") && rejections.Count == 0)
            Reject(Descriptors.NothingToDifferentiate, name, Declared.Name(method),
                "no active parameter: none holds float or double, or each is marked [NoGradient]");

        var wanted = Wanted(method, result, parameters.Exists(p => p.Shape.Element is not null)
            || result?.Leaves.Any(l => l is { IsActive: true, Type.IsArray: true }) == true, name, Reject);
        foreach (var member in Core.Member.In(wanted).Where(m => Asked.IsTwice(method) || IsTaken(method, m, parameters, result)))
            Reject(Descriptors.NameTaken, name, Asked.Name(method) + member.Suffix, method.Name);
        foreach (var member in Core.Member.In(wanted).Where(m => (wanted & Derivatives.Parallel) != 0
            && IsTakenInParallel(method, m, parameters, result)))
            Reject(Descriptors.NameTaken, name, Asked.Name(method) + member.Suffix + Cores.Suffix, method.Name);
        if (Asked.Unknown(method) is { } unknown)
            Reject(Descriptors.Unsupported, name,
            $"Of = '{unknown}', which is no parameter of '{Declared.Name(method)}' and no member with numbers of its object,");

        var unusable = !isPartial || ParameterMarks.HasPointers(method) || IsFileLocal(method.ContainingType) || context.HasCompilerErrors
            || !IsOrdinary(method) || rejections.Any(r => r.Descriptor == Descriptors.NameTaken)
            || method.ContainingType.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface);
        return new Lowered(unusable ? null : Model(method, syntax, context, parameters, result, wanted) with { Summary = summary },
            context.HasCompilerErrors ? [] : rejections);
    }

    public static Shape ShapeOf(IParameterSymbol parameter) =>
        IsActive(parameter) && parameter.RefKind is RefKind.None or RefKind.In
            && ObjectArrays.ShapeOf(parameter.Type, parameter.Name) is { } objects
            ? objects : Types.Shape(parameter.Type, parameter.Name, IsActive(parameter));

    private static bool IsOrdinary(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.PropertyGet;

    /// <summary>The object of an instance method, as the first of its parameters.</summary>
    public static Parameter? ReceiverOf(IMethodSymbol method) => method.IsStatic ? null
        : new Parameter("this", "", "", Asked.ReceiverShape(method)) { IsReceiver = true };

    /// <summary>What a method might leave in a parameter besides numbers.</summary>
    private static string? IsLost(IParameterSymbol parameter, Shape shape) => parameter.RefKind switch
    {
        RefKind.None or RefKind.In => null,
        RefKind.Out when shape.Leaves.Any(l => l.Type.IsArray) => "An 'out' parameter with an array",
        RefKind.Ref or RefKind.Out when shape.Composition == Composition.Class => "An object by reference",
        RefKind.Ref or RefKind.Out => null,
        _ => "A 'ref readonly' parameter",
    };

    private static (string What, string Instead)? NotPlain(IMethodSymbol method, MemberDeclarationSyntax syntax) =>
        method.ContainingType.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
            ? ("a member of an extension block", "write a static method of a partial class")
        : method.MethodKind == MethodKind.ExplicitInterfaceImplementation || !method.ExplicitInterfaceImplementations.IsEmpty
            ? ("an explicit implementation of an interface, which has no name of its own", "implement it by a public method")
        : method.IsGenericMethod && Instances.RealOf(method) is null
            ? ("generic in another way than over 'float' and 'double'",
            "let T be constrained to IFloatingPointIeee754<T>, or write the types out")
        : method.IsAsync ? ("async", "await around it, and differentiate the computation alone")
        : method.ReturnsByRef || method.ReturnsByRefReadonly ? ("returning by reference", "return the value")
        : ParameterMarks.HasPointers(method) ? ("taking or returning pointers", "take spans")
        : IsFileLocal(method.ContainingType) ? ("a member of a type of this file alone", "make the type internal")
        : Declared.BodyOf(syntax) is { } body
            && body.DescendantNodes(n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(n => n is YieldStatementSyntax)
            ? ("an iterator ('yield')", "write into a span that is a parameter")
        : method.IsAbstract || method.IsExtern || Declared.BodyOf(syntax) is null && method.PartialImplementationPart is null
            ? ("without a body", "mark the methods that implement it, or write a [DerivativeOf] rule")
        : null;

    private static Derivatives Wanted(IMethodSymbol method, Shape? result, bool isOfMany, Location name,
        Action<DiagnosticDescriptor, Location, string[]> reject)
    {
        var scalar = result is { IsTuple: false, IsActive: true, Type.IsArray: false };
        var asked = Asked.Wanted(method);
        if ((asked | Derivatives.Parallel) == Derivatives.Parallel)
            return asked | (scalar ? Derivatives.Gradient : Derivatives.None) | (!scalar || Symbols.IsExposed(method)
            ? Derivatives.Backward : Derivatives.None);
        if (Core.Member.All.Aggregate(asked & ~Derivatives.Parallel, (left, member) => left & ~member.Kind) is not Derivatives.None and var unknown)
            reject(Descriptors.Unsupported, name, [$"A method that asks for Derivatives.{unknown}, which is not generated yet,", ""]);
        foreach (var member in Core.Member.In(asked).Where(m => m.NeedsNumber && !scalar))
            reject(Descriptors.Unsupported, name,
            [$"A method that asks for Derivatives.{member.Kind} and does not return one float or double",
                "; ask for Derivatives.Backward or Derivatives.Tangent"]);
        var beyond = isOfMany ? Core.Member.In(asked)
            .Where(m => m.Kind is not (Derivatives.Value or Derivatives.Gradient or Derivatives.Backward)).ToList() : [];
        foreach (var member in beyond)
            reject(Descriptors.Unsupported, name,
            [$"A method that asks for Derivatives.{member.Kind} and returns an array or takes one of objects",
                "; let it fill a span that it takes, or ask for Derivatives.Backward"]);
        asked = beyond.Aggregate(asked, (left, member) => left & ~member.Kind);
        return scalar ? asked : Core.Member.In(asked).Where(m => m.NeedsNumber).Aggregate(asked, (left, member) => left & ~member.Kind);
    }

    private static bool IsTaken(IMethodSymbol method, Core.Member member, IReadOnlyList<Parameter> parameters, Shape? result) =>
        method.ContainingType.GetMembers(Asked.Name(method) + member.Suffix)
        .Where(m => !Symbols.Has(m, GeneratedMembers.Mark))
        .Any(m => m is not IMethodSymbol other || member == Core.Member.Gradient
            && other.Parameters.Length == method.Parameters.Length
            && other.Parameters.Zip(method.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same)
            || member == Core.Member.Backward && HandWritten.Mismatch(other, method) is null
            || member != Core.Member.Gradient && member != Core.Member.Backward
                && IsAlike(method, other, [.. member.Parameters([.. parameters.Where(p => !p.IsReceiver).Select(p => p.Shape)], result)]));

    private static bool IsTakenInParallel(IMethodSymbol method, Core.Member member, IReadOnlyList<Parameter> parameters, Shape? result) =>
        method.ContainingType.GetMembers(Asked.Name(method) + member.Suffix + Cores.Suffix)
        .Where(m => !Symbols.Has(m, GeneratedMembers.Mark))
        .Any(m => m is not IMethodSymbol other || IsAlike(method, other,
            [.. member.Parameters([.. parameters.Where(p => !p.IsReceiver).Select(p => p.Shape)], result), new(ParameterKind.Adjoint, -1)]));

    private static bool IsAlike(IMethodSymbol method, IMethodSymbol other, IReadOnlyList<MemberParameter> parameters) =>
        other.Parameters.Length == parameters.Count
        && other.Parameters.Zip(parameters, (p, m) => m.Kind != ParameterKind.Primal
            || SymbolEqualityComparer.Default.Equals(p.Type, method.Parameters[m.Of].Type)).All(same => same);

    internal static bool IsFileLocal(INamedTypeSymbol? type) => type is not null
        && (type.IsFileLocal || IsFileLocal(type.ContainingType) || type.TypeArguments.Any(a => IsFileLocal(a as INamedTypeSymbol)));

    private static string DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return "";
        if (parameter.ExplicitDefaultValue is not { } value) return " = default";
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
            TypeArguments: [var inner] } ? inner : parameter.Type;
        return type.TypeKind == TypeKind.Enum ? $" = ({type.Text()})({SymbolDisplay.FormatPrimitive(value, true, false)})"
            : type.IsReal() ? $" = {Literal(value, type)}"
            : SymbolDisplay.FormatPrimitive(value, true, false) is { } text ? $" = {text}{(value is decimal ? "m" : "")}" : "";
    }

    private static string Literal(object value, ITypeSymbol type) =>
        Core.CSharp.Literal(new Const(System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture), Types.Of(type)));

    private static Model Model(IMethodSymbol method, MemberDeclarationSyntax syntax, LoweringContext context, List<Parameter> parameters,
        Shape? result, Derivatives wanted)
    {
        var types = new List<string>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            types.Insert(0, $"partial {Keyword(type)} {Core.CSharp.Escape(type.Name)}{TypeParameters(type.TypeParameters)}");
        var @namespace = method.ContainingNamespace is { IsGlobalNamespace: false } n
            ? n.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)) : "";
        var modifiers = Symbols.Accessibility(method)
            + (method.IsStatic ? " static" : method is { IsReadOnly: true, ContainingType.IsReadOnly: false } ? " readonly" : "");
        var real = Instances.RealOf(method);
        return new Model(HintName.Of(method, real), @namespace, types, modifiers, Asked.Name(method),
            real is null ? TypeParameters(method.TypeParameters) : "", parameters, result, wanted,
            null, default, OurNames.Where(name => MeansOurs(name, syntax, context)).ToArray(),
                Prefix(method) + (real is null ? "" : Core.Names.Raised(real.ToDisplayString())))
        {
            Captured = method.IsStatic ? [] : Captured(method.ContainingType),
        };
    }

    private static string[] Captured(INamedTypeSymbol type) =>
        [.. type.InstanceConstructors.Where(c => c.DeclaringSyntaxReferences is [var r] && r.GetSyntax() is TypeDeclarationSyntax)
            .SelectMany(c => c.Parameters).Select(p => p.Name)];

    // Members of the user that begin like ours could be the same.
    private static string Prefix(IMethodSymbol method)
    {
        var members = method.ContainingType.GetMembers(method.Name);
        var before = members.TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)).Count();
        var prefix = Asked.Name(method) + (before == 0 ? "" : (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        HashSet<string> taken = [.. method.ContainingType.GetMembers()
            .Where(m => m.Locations.FirstOrDefault()?.SourceTree is not { } tree || !GeneratedMembers.IsIn(tree)).Select(m => m.Name)];
        while (before > 0 && taken.Contains(prefix) || taken.Any(t => t.StartsWith(prefix + "_", StringComparison.Ordinal))) prefix += "_";
        return prefix;
    }

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    private static string TypeParameters(IEnumerable<ITypeParameterSymbol> parameters) =>
        parameters.Any() ? $"<{string.Join(", ", parameters.Select(p => p.Name))}>" : "";

    /// <summary>The generated file gives these names by alias; a name that means something else here is spelled out.</summary>
    private static bool MeansOurs(string name, MemberDeclarationSyntax syntax, LoweringContext context)
    {
        if (context.Root.Parameters.Any(p => p.Name == name)) return false;
        for (INamespaceOrTypeSymbol? scope = context.Root.ContainingType; scope is not null;
            scope = (INamespaceOrTypeSymbol?)scope.ContainingType ?? scope.ContainingNamespace)
        {
            if (scope is INamespaceSymbol && scope.Name == "System") continue;
            if (scope is INamespaceSymbol && scope.Name == "AutoBackprop" && scope.ContainingNamespace.IsGlobalNamespace) continue;
            for (var type = scope; type is not null; type = (type as INamedTypeSymbol)?.BaseType)
                if (!type.GetMembers(name).IsEmpty) return false;
        }
        return true;
    }
}
