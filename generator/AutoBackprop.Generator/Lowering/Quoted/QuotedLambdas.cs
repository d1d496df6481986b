using System.Text;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Lambdas in code that no gradient passes: quoted, with the variables that they capture in their place, and every name
/// as it is spelled in a file without usings.</summary>
internal sealed class QuotedLambdas(Scope scope) : Lowerer(scope)
{
    /// <summary>C# for a function that goes to code without source; null where there is none.</summary>
    public Opaque? Quote(Function function, ITypeSymbol? type)
    {
        if (function is not { Body: { } body, Outer: { } outer } || function.Syntax is not AnonymousFunctionExpressionSyntax syntax)
            return null;
        // It would assign a copy.
        if (body.Descendants().Any(o => o is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
            && Variables[Environment.This]?.Scalar is null
            || Assignments.In(body).OfType<ISymbol>().Any(s => !IsInside(s, function.Method))) return null;
        var writer = new Writer(this, Context.ModelOf(syntax.SyntaxTree), outer, function.Method);
        writer.Visit(syntax);
        // Nobody here knows how often it is called: what it leaves in memory of numbers would have no gradient.
        if (MayWrite(body) && writer.Captured.Any(c => c.Type is { IsArray: true, Scalar.IsReal: true })) return null;
        return writer.IsPossible ? new Opaque(writer.Text, writer.Captured.ToArray(), Types.Of(type), IsPure: true) : null;
    }

    private static bool MayWrite(IOperation body) => body.DescendantsAndSelf().Any(o => o switch
    {
        IAssignmentOperation a => !IsVariable(a.Target),
        IIncrementOrDecrementOperation i => !IsVariable(i.Target),
        IArgumentOperation a => a.Parameter?.RefKind is RefKind.Ref or RefKind.Out || a.Value.Type is { } type && Types.HoldsReals(type),
        _ => false,
    });

    private static bool IsVariable(IOperation target) =>
        target is ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation;

    private static bool IsInside(ISymbol symbol, ISymbol function)
    {
        for (var s = symbol.ContainingSymbol; s is not null; s = s.ContainingSymbol)
            if (SymbolEqualityComparer.Default.Equals(s, function)) return true;
        return false;
    }

    private sealed class Writer(QuotedLambdas of, SemanticModel model, Activation outer, IMethodSymbol function)
        : CSharpSyntaxWalker(SyntaxWalkerDepth.Token)
    {
        private readonly StringBuilder _text = new();
        private readonly Dictionary<(object, bool), int> _holes = [];
        private bool _isStopped;

        public List<Expr> Captured { get; } = [];
        public bool IsPossible { get; private set; } = true;
        public string Text => _text.ToString();

        public override void VisitToken(SyntaxToken token)
        {
            _text.Append(token.Text);
            Blank(token.TrailingTrivia);
        }

        private void Blank(SyntaxTriviaList trivia)
        {
            if (trivia.Any(t => t.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)) _text.Append(' ');
        }

        private void Instead(SyntaxNode node, string text)
        {
            _text.Append(text);
            Blank(node.GetTrailingTrivia());
        }

        public override void VisitQueryExpression(QueryExpressionSyntax node) => IsPossible = false;

        public override void VisitConditionalAccessExpression(ConditionalAccessExpressionSyntax node)
        {
            if (node.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(i => IsReduced(i) is not null)) IsPossible = false;
            base.VisitConditionalAccessExpression(node);
        }

        public override void VisitInvocationExpression(InvocationExpressionSyntax node)
        {
            if (model.GetSymbolInfo(node).Symbol is IMethodSymbol { ContainingType: not null } called && KnownNames.IsStop(called))
            {
                _isStopped = true;
                _text.Append('(');
                Visit(node.ArgumentList.Arguments[0].Expression);
                Instead(node, ")");
                _isStopped = false;
                return;
            }
            if (IsReduced(node) is not { } method || node.Expression is not MemberAccessExpressionSyntax access)
            {
                base.VisitInvocationExpression(node);
                return;
            }
            // Extension methods are called as what they are.
            _text.Append($"{method.ContainingType.Text()}.{CSharp.Escape(method.Name)}");
            if (method.TypeArguments.Length > 0) _text.Append($"<{string.Join(", ", method.TypeArguments.Select(t => t.Text()))}>");
            _text.Append('(');
            Visit(access.Expression);
            foreach (var argument in node.ArgumentList.Arguments)
            {
                _text.Append(", ");
                Visit(argument);
            }
            Instead(node, ")");
        }

        private IMethodSymbol? IsReduced(InvocationExpressionSyntax node) =>
            model.GetSymbolInfo(node).Symbol is IMethodSymbol { ReducedFrom: { } } method ? method : null;

        public override void VisitThisExpression(ThisExpressionSyntax node) => Hole(node, Environment.This, of.Variables[Environment.This]);

        public override void VisitGenericName(GenericNameSyntax node) => Name(node, () => base.VisitGenericName(node));

        public override void VisitIdentifierName(IdentifierNameSyntax node) => Name(node, () => base.VisitIdentifierName(node));

        public override void VisitQualifiedName(QualifiedNameSyntax node) =>
            Instead(node, model.GetSymbolInfo(node).Symbol is ITypeSymbol type ? type.Text() : node.ToString());

        private void Name(SimpleNameSyntax node, Action asItIs)
        {
            if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node
                || node.Parent is MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax
                || node.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } initial && initial.Left == node)
            {
                asItIs();
                return;
            }
            switch (model.GetSymbolInfo(node).Symbol)
            {
                case (ILocalSymbol or IParameterSymbol) and var variable when !IsInside(variable, function):
                    if (variable is ILocalSymbol { HasConstantValue: true, ConstantValue: { } constant })
                        Instead(node, SymbolDisplay.FormatPrimitive(constant, true, false));
                    else Hole(node, outer.KeyOf(variable), of.Variables[of.Scope.References.Key(outer.KeyOf(variable))]);
                    break;
                case ITypeParameterSymbol: IsPossible = false; break;
                case ITypeSymbol type: Instead(node, type.Text()); break;
                case IMethodSymbol { MethodKind: MethodKind.LocalFunction } local when !IsInside(local, function):
                    IsPossible = false; break;
                case (IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol) and var member:
                    if (!of.Context.IsAccessible(member)) IsPossible = false;
                    if (member.IsStatic) _text.Append(member.ContainingType.Text());
                    else Hole(null, Environment.This, of.Variables[Environment.This]);
                    _text.Append('.');
                    asItIs();
                    break;
                default: asItIs(); break;
            }
        }

        private void Hole(SyntaxNode? node, object key, Value? value)
        {
            if (value?.Scalar is not { } scalar || Entities.Is(scalar) || scalar.Type is { IsArray: true, IsManagedArray: false })
            {
                IsPossible = false;
                return;
            }
            if (!_holes.TryGetValue((key, _isStopped), out var hole))
            {
                _holes[(key, _isStopped)] = hole = Captured.Count;
                Captured.Add(of.Hold(_isStopped ? Stop(scalar) : scalar).Scalar!);
            }
            _text.Append(Opaque.Hole(hole));
            if (node is not null) Blank(node.GetTrailingTrivia());
        }
    }
}
