using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A body that is lowered where it is called, among the variables there: a lambda that captures them, a method that takes
/// a lambda.</summary>
internal sealed class InPlace(Scope scope) : Lowerer(scope)
{
    private const int Deepest = 40;

    // A method may run while it goes through a sequence that needs it, too.
    private const int Nested = 1;

    // From the outermost.
    private readonly List<IMethodSymbol> _running = [];

    /// <summary>It is called while it runs.</summary>
    public bool IsRunning(IMethodSymbol method) => _running.Contains(method, SymbolEqualityComparer.Default);

    /// <summary>It has source, or a row in the rule table.</summary>
    public static bool CanRun(IMethodSymbol method, LoweringContext context) =>
        RuleCalls.RowOf(method, Symbols.FullName(method)) is not null || HasSource(method, context);

    public static bool HasSource(IMethodSymbol method, LoweringContext context) => SourceOf(method, context) is not null;

    /// <summary>It yields what it returns.</summary>
    public static bool IsIterator(IMethodSymbol method, LoweringContext context) => SourceOf(method, context) is { } source
        && source.DescendantNodes(n => n == source || n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(n => n is YieldStatementSyntax);

    /// <summary>The syntax of a method that can be lowered in place.</summary>
    public static SyntaxNode? SourceOf(IMethodSymbol method, LoweringContext context)
    {
        if (method.IsAsync || method.IsAbstract || method.IsExtern || method.ReturnsByRef || method.ReturnsByRefReadonly) return null;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        return method.DeclaringSyntaxReferences is [var reference] && context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(context.Token) : null;
    }

    /// <summary>What the function makes of these arguments.</summary>
    public Value Run(Function function, IReadOnlyList<Value> arguments, IOperation call) =>
        Run(function, (parameter, i) => Variables[parameter] = Hold(arguments[i]), call);

    /// <param name="bind">Gives a parameter its value, or its name; the body runs already.</param>
    /// <param name="construct">Lowers the declaration of a constructor.</param>
    public Value Run(Function function, Action<IParameterSymbol, int> bind, IOperation call, Func<SyntaxNode, Value>? construct = null,
        bool isIterator = false)
    {
        var method = function.Method;
        var body = function.Body;
        if (body is null && method.IsStatic && RuleCalls.RowOf(method, Symbols.FullName(method)) is { } row)
        {
            foreach (var parameter in method.Parameters) bind(parameter, parameter.Ordinal);
            return new Apply(row.Name, method.Parameters.Select(p => Variables[p]!.Scalar!).ToArray(), Types.Of(method.ReturnType));
        }
        var source = body is null ? SourceOf(method, Context) : null;
        if (source is not null)
        {
            Context.Visited.Add(source);
            body = Context.ModelOf(source.SyntaxTree).GetOperation(source, Context.Token) switch
            {
                IMethodBodyOperation b => b.BlockBody ?? b.ExpressionBody,
                ILocalFunctionOperation l => l.Body,
                IBlockOperation b => b,
                _ => null,
            };
        }
        if (_running.Count(m => SymbolEqualityComparer.Default.Equals(m, method)) > Nested || _running.Count > Deepest)
            return Reject(call, $"A call of {NameOf(method)}, which calls itself and takes or captures more than numbers,",
            "hand over numbers and arrays as parameters, or write a loop");
        if (construct is not null && source is not null) return Run(function, bind, call, source.SyntaxTree, () => construct(source));
        if (body is not IBlockOperation block) return Reject(call, $"A call of '{method.Name}', which has no body,");
        if (!isIterator && block.Descendants()
            .Any(o => o is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak })) return Reject(call,
            $"A call of {NameOf(method)}, an iterator ('yield'),", "return an array or a LINQ sequence");
        return Run(function, bind, call, block.Syntax.SyntaxTree, () =>
            Body(block, (method.ReducedFrom ?? method).OriginalDefinition, isIterator));
    }

    /// <param name="definition">Where the body stands.</param>
    public Value Run(Function function, Action<IParameterSymbol, int> bind, IOperation call, SyntaxTree definition, Func<Value> body)
    {
        var method = function.Method;
        var run = new Activation(method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction
            ? method : (method.ReducedFrom ?? method).OriginalDefinition,
            Context.ModelOf(definition), SuffixOf(function), function.Outer);
        var (rejections, watches, reports) = (Rejections.Count, Watches.Count, Scope.Current);
        var (returned, result, self) = (Variables[Environment.Returned], Variables[Environment.Result], Variables[Environment.This]);
        _running.Add(method);
        Origins.Enter(call.Syntax);
        using (Instances.Resume(function.Types))
        using (Instances.Enter(method, Context.Compilation))
        using (Scope.Enter(run))
        {
            foreach (var parameter in run.Method.Parameters) bind(parameter, parameter.Ordinal);
            if (function.This is { } bound) Variables[Environment.This] = bound;
            var value = body();
            Origins.Leave();
            _running.RemoveAt(_running.Count - 1);
            if (returned is not null) Variables[Environment.Returned] = returned;
            if (result is not null) Variables[Environment.Result] = result;
            if (self is not null) Variables[Environment.This] = self;
            else Variables.Remove(Environment.This);
            for (var i = rejections; i < Rejections.Count; i++) Rejections[i] = Scope.Findings.Moved(Rejections[i], call, method);
            for (var i = watches; i < Watches.Count; i++)
                Watches[i] = Watches[i] with { Rejection = Scope.Findings.Moved(Watches[i].Rejection, call, method) };
            return value;
        }
    }

    private Value Body(IBlockOperation block, IMethodSymbol method, bool isIterator)
    {
        // One expression, which may be more than numbers.
        if (block.Operations is [IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } only }])
            return Hold(Lower(only) is var value && Aggregate.Of(only.Type) is { } a && value.Scalar is not { }
                ? Scope.Composites.Expanded(value, a) : value);
        Variables[Environment.Returned] = Const.False;
        if (isIterator)
        {
            Scope.Statements.Sequence(block.Operations);
            return Const.False;
        }
        if (!method.ReturnsVoid)
            Variables[Environment.Result] = Scope.LocalObjects.IsMadeHere(method.ReturnType)
            ? Scope.Constructors.DefaultOf(method.ReturnType) : Defaults.Of(method.ReturnType);
        Scope.Statements.Sequence(block.Operations);
        return method.ReturnsVoid ? Const.False : Variables[Environment.Result]!;
    }

    // A lambda is a part of the method that it is written in.
    private string SuffixOf(Function function) => function.Outer?.Suffix ?? (Scope.Suffix.Length > 0 ? Scope.Suffix : "#c");

    private static string NameOf(IMethodSymbol method) =>
        method.MethodKind == MethodKind.AnonymousFunction ? "a lambda" : $"'{method.Name}'";
}
