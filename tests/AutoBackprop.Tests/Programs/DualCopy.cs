using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoBackprop.Tests.Programs;

/// <summary>The same C# with dual numbers in the place of double and float: forward mode by operators, over what the user wrote.</summary>
internal sealed class DualCopy(SemanticModel model) : CSharpSyntaxRewriter
{
    private static readonly string[] Mirrored = ["Activations", "Linear", "Gradients", "TensorPrimitives"];
    private static readonly string[] OfNumerics = ["Vector2", "Vector3", "Vector4", "Quaternion", "Plane", "Matrix3x2", "Matrix4x4", "Complex"];

    private static readonly HashSet<string> Known = ["Math", "MathF", .. Mirrored];

    private bool _stops;

    public static SyntaxNode Of(SyntaxTree tree, Compilation compilation) =>
        new DualCopy(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot());

    public override SyntaxNode VisitPredefinedType(PredefinedTypeSyntax node) => node.Keyword.Kind() switch
    {
        SyntaxKind.DoubleKeyword => IdentifierName("Dual").WithTriviaFrom(node),
        SyntaxKind.FloatKeyword => IdentifierName("DualF").WithTriviaFrom(node),
        _ => node,
    };

    public override SyntaxNode VisitAttribute(AttributeSyntax node) => node;

    public override SyntaxNode VisitIdentifierName(IdentifierNameSyntax node) =>
        OfNumerics.Contains(node.Identifier.ValueText) && node.Parent is not QualifiedNameSyntax
            && model.GetSymbolInfo(node).Symbol is INamedTypeSymbol { IsGenericType: false, ContainingNamespace: { Name: "Numerics" } } type
            ? IdentifierName(type.Name + "OfDual").WithTriviaFrom(node) : node;

    // Each interface of generic mathematics becomes that of the dual numbers.
    public override SyntaxNode VisitTypeParameterConstraintClause(TypeParameterConstraintClauseSyntax node)
    {
        var kept = new List<TypeParameterConstraintSyntax>();
        foreach (var constraint in node.Constraints)
        {
            var isNumber = constraint is TypeConstraintSyntax { Type: GenericNameSyntax name }
                && model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { ContainingNamespace.Name: "Numerics" };
            var copy = isNumber ? TypeConstraint(ParseTypeName($"IReal<{node.Name}>")) : (TypeParameterConstraintSyntax)Visit(constraint)!;
            if (!kept.Any(k => k.ToString() == copy.ToString())) kept.Add(copy);
        }
        return node.WithConstraints(SeparatedList(kept)).WithTriviaFrom(node);
    }

    public override SyntaxNode VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        // Asking what a name means is most of what a copy costs.
        if (!Known.Contains(NameOf(node.Expression))) return base.VisitMemberAccessExpression(node)!;
        var symbol = model.GetSymbolInfo(node).Symbol;
        if (symbol is IFieldSymbol { IsConst: true, ContainingType: { Name: "Math" or "MathF", ContainingNamespace.Name: "System" } } constant) return Wrapped(node,
            constant.Type);
        if (symbol is not IMethodSymbol { IsStatic: true, ContainingType: { } type } method
            || node.Expression is PredefinedTypeSyntax) return base.VisitMemberAccessExpression(node)!;
        var isOfSystem = type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
        var receiver = type.Name switch
        {
            "Math" when isOfSystem && method.Parameters.All(p => IsReal(p.Type)) => "Dual",
            "MathF" when isOfSystem => "DualF",
            var name when Mirrored.Contains(name) && type.ContainingNamespace?.Name is "AutoBackprop" or "Tensors" => name + "OfDual",
            _ => null,
        };
        return receiver is null ? base.VisitMemberAccessExpression(node)!
            : node.Update(IdentifierName(receiver).WithTriviaFrom(node.Expression), node.OperatorToken, IdentifierName(method.Name));
    }

    private static string NameOf(ExpressionSyntax type) => type switch
    {
        MemberAccessExpressionSyntax m => m.Name.Identifier.ValueText,
        SimpleNameSyntax n => n.Identifier.ValueText,
        _ => "",
    };

    /// <summary>A literal would make its variable a double.</summary>
    public override SyntaxNode VisitLiteralExpression(LiteralExpressionSyntax node) =>
        node.FirstAncestorOrSelf<PatternSyntax>() is not null ? node
            : node.Token.Value is double or float ? Wrapped(node, model.Compilation.GetSpecialType(node.Token.Value is double
                ? SpecialType.System_Double : SpecialType.System_Single)) : node;

    public override SyntaxNode VisitIsPatternExpression(IsPatternExpressionSyntax node) =>
        Names(node.Pattern, node.Expression) ?? node.WithExpression(Plain(node.Expression)).WithPattern((PatternSyntax)Visit(node.Pattern)!);

    public override SyntaxNode VisitSwitchExpression(SwitchExpressionSyntax node) =>
        node.Arms.Select(a => Names(a.Pattern, node.GoverningExpression)).FirstOrDefault(n => n is not null)
            ?? node.WithGoverningExpression(Plain(node.GoverningExpression)).WithArms(VisitList(node.Arms));

    public override SyntaxNode VisitSwitchStatement(SwitchStatementSyntax node) =>
        node.WithExpression(Plain(node.Expression)).WithSections(VisitList(node.Sections));

    public override SyntaxNode VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        var copy = (LocalDeclarationStatementSyntax)base.VisitLocalDeclarationStatement(node)!;
        return node.IsConst && IsReal(model.GetTypeInfo(node.Declaration.Type).Type) ? copy.WithModifiers(default) : copy;
    }

    public override SyntaxNode VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var copy = (FieldDeclarationSyntax)base.VisitFieldDeclaration(node)!;
        return node.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.ConstKeyword)) is { RawKind: not 0 } word
            && IsReal(model.GetTypeInfo(node.Declaration.Type).Type)
            ? copy.WithModifiers(copy.Modifiers.Replace(copy.Modifiers.First(m => m.IsKind(SyntaxKind.ConstKeyword)),
                ParseToken("static readonly ").WithTriviaFrom(word)))
            : copy;
    }

    // float += double means a conversion back, which no operator of ours has.
    public override SyntaxNode VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        var (left, right) = ((ExpressionSyntax)Visit(node.Left)!, (ExpressionSyntax)Visit(node.Right)!);
        var type = model.GetTypeInfo(node.Left).Type;
        var narrows = type is { SpecialType: SpecialType.System_Single }
            && model.GetTypeInfo(node.Right).Type is { SpecialType: SpecialType.System_Double };
        if (node.IsKind(SyntaxKind.SimpleAssignmentExpression) || !narrows && !(_stops && IsReal(type)))
            return node.Update(left, node.OperatorToken, _stops && IsReal(type) ? Stopped(right) : right);
        var sum = ParseExpression($"{left} {node.OperatorToken.Text[..^1]} ({right})");
        return AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, left, _stops ? Stopped(sum)
            : ParseExpression($"(DualF)({sum})"));
    }

    // ── [NoGradient]: what it returns and what it writes are constants ───────────────────────────────────────

    public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var outer = _stops;
        _stops = node.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == "NoGradient");
        var copy = base.VisitMethodDeclaration(node)!;
        _stops = outer;
        return copy;
    }

    public override SyntaxNode VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        var copy = (ArrowExpressionClauseSyntax)base.VisitArrowExpressionClause(node)!;
        return _stops && IsReal(model.GetTypeInfo(node.Expression).Type) ? copy.WithExpression(Stopped(copy.Expression)) : copy;
    }

    public override SyntaxNode VisitReturnStatement(ReturnStatementSyntax node)
    {
        var copy = (ReturnStatementSyntax)base.VisitReturnStatement(node)!;
        return _stops && node.Expression is { } value && IsReal(model.GetTypeInfo(value).Type)
            ? copy.WithExpression(Stopped(copy.Expression!)) : copy;
    }

    private static ExpressionSyntax Stopped(ExpressionSyntax value) => ParseExpression($" GradientsOfDual.Stop({value})");

    // A pattern over numbers sees them alone: a variable that it gives a name to would have lost its derivative. No such copy compiles.
    private ExpressionSyntax? Names(PatternSyntax pattern, ExpressionSyntax of) => (of is TupleExpressionSyntax || IsReal(model.GetTypeInfo(of).Type)) && pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>()
        .Any(d => model.GetDeclaredSymbol(d) is ILocalSymbol { Type: var type } && IsReal(type)) ? ParseExpression("a_variable_of_a_pattern") : null;

    // ── types ────────────────────────────────────────────────────────────────────────────────────────────────

    private ExpressionSyntax Plain(ExpressionSyntax node)
    {
        var copy = (ExpressionSyntax)Visit(node)!;
        if (node is TupleExpressionSyntax tuple && copy is TupleExpressionSyntax other)
            return other.WithArguments(SeparatedList(tuple.Arguments.Select(a => Argument(Plain(a.Expression)))));
        return model.GetTypeInfo(node).Type is { } type && IsReal(type)
            ? ParseExpression($"{Name(type)}.Plain({copy})").WithTriviaFrom(node) : copy;
    }

    private static SyntaxNode Wrapped(ExpressionSyntax node, ITypeSymbol? type) =>
        type is not null && IsReal(type) ? ParseExpression($"(({Name(type)})({node.WithoutTrivia()}))").WithTriviaFrom(node) : node;

    private static string Name(ITypeSymbol type) => type.SpecialType == SpecialType.System_Single ? "DualF" : "Dual";

    private static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;
}
