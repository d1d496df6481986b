using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Calls: a row of the table, a rule of the user, a body to inline, a method that gradients do not pass.</summary>
internal sealed partial class BodyLowering
{
    private const int LargestInlined = 250;

    // Loops over arrays that are inlined can run forward and backward together.
    private const int LargestWithArrays = 600;

    private Value Invoke(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var name = Symbols.FullName(method);
        if (IsLeftOut(method, call)) return Const.False;
        if (name == "AutoBackprop.Gradients.Stop") return Stop(Scalar(call.Arguments[0].Value));
        if (HandWritten.Find(_context.Compilation, method) is { } rule) return CallWithRule(call, rule);
        if (method.IsStatic && RowOf(method, name) is { } row) return Apply(row, call);
        if (name is "System.Math.SinCos" or "System.MathF.SinCos" or "double.SinCos" or "float.SinCos")
        {
            var x = Hold(Scalar(call.Arguments[0].Value)).Scalar!;
            return Value.Tuple([Ops.Call(Op.Sin, x), Ops.Call(Op.Cos, x)]);
        }
        if (Symbols.Has(method, Symbols.NoGradient)) return CallForValue(call);
        if (GeneratedMembers.Source(method) is { } primal) return CallGradient(call, primal);
        if (GeneratedMembers.IsSweep(method)) return Reject(call, $"'{method.Name}', a generated backward sweep,");
        if (Structured(call, name) is { } loop) return loop;
        if (ArrayMethod(call, name) is { } window) return window;
        if (WholeArrays(call, name) is { } filled) return filled;
        if (CallExtension(call, method, call.Instance, () => Arguments(call)) is { } extended) return extended;
        if (CallMember(call, method, call.Instance, call.Arguments) is { } called) return called;
        if ((method.MethodKind == MethodKind.LocalFunction || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || p.Type.IsReal() || Aggregate.Of(p.Type) is not null || Types.HoldsReals(p.Type))) && SourceOf(method, byReference: true) is { } source) return CallBody(call, method, source);
        if (HandWritten.BackwardOf(method, _context.Compilation) is { } backward) return CallWithRule(call, backward);
        if (SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) || method.IsGenericMethod || !method.OriginalDefinition.Locations.Any(l => l.IsInSource)) return CallForeign(call);
        return CallForeign(call, new Rejection(Descriptors.Unsupported, call.Syntax.GetLocation(), $"A call of '{method.Name}', which depends on the type arguments of '{method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}',"));
    }

    /// <param name="reason">Why it has no derivative.</param>
    private Value CallForeign(IInvocationOperation call, Rejection reason)
    {
        var from = Watches.Count;
        var value = CallForeign(call);
        for (var i = from; i < Watches.Count; i++)
            if (Watches[i].Rejection.Descriptor == Descriptors.NoDerivative) Watches[i] = Watches[i] with { Rejection = reason };
        return value;
    }

    /// <summary>A call that only a symbol which is not defined here would bring about, as Debug.Assert.</summary>
    private static bool IsLeftOut(IMethodSymbol method, IInvocationOperation call)
    {
        var symbols = method.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == "System.Diagnostics.ConditionalAttribute")
            .Select(a => a.ConstructorArguments is [{ Value: string symbol }] ? symbol : "").ToList();
        return symbols.Count > 0 && call.Syntax.SyntaxTree is var tree && !symbols.Exists(s => tree.Options.PreprocessorSymbolNames.Contains(s))
            && !tree.GetRoot().DescendantTrivia().Any(t => t.GetStructure() is DefineDirectiveTriviaSyntax define && symbols.Contains(define.Name.ValueText));
    }

    /// <summary>The value without its gradient.</summary>
    private static Expr Stop(Expr value) => value is Const ? value : new Opaque(Opaque.Hole(0), new[] { value }, value.Type, IsPure: true);

    private static Rule? RowOf(IMethodSymbol method, string name)
    {
        var types = method.Parameters;
        return Rules.Find(name, types.Length) is { } rule && types.Any(p => p.Type.IsReal())
            && types.Select((p, i) => rule.Integers.Contains(i) ? !p.Type.IsReal() : p.Type.IsReal()).All(ok => ok) ? rule : null;
    }

    private Value Apply(Rule row, IInvocationOperation call)
    {
        var args = new Expr[call.Arguments.Length];
        foreach (var argument in call.Arguments) args[argument.Parameter!.Ordinal] = Scalar(argument.Value);
        return new Apply(row.Name, args, Types.Of(call.Type));
    }

    private Value[] Arguments(IInvocationOperation call)
    {
        var values = new Value[call.Arguments.Length];
        foreach (var argument in call.Arguments) values[argument.Parameter!.Ordinal] = Hold(Lower(argument.Value));
        return values;
    }

    // ── a body in this compilation ───────────────────────────────────────────────────────────────────────────

    private SyntaxNode? SourceOf(IMethodSymbol method, bool byReference = false)
    {
        if (!method.IsStatic || method.IsGenericMethod || method.IsAsync || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)) return null;
        if (!SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && TypeParameters.AreUsed(method, _context)) return null;
        method = method.OriginalDefinition;
        if (method.Parameters.Any(p => !(p.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter || byReference && p.RefKind is RefKind.Ref or RefKind.Out)) || method.ReturnsByRef || method.ReturnsByRefReadonly) return null;
        method = method.PartialImplementationPart ?? method;
        return method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0] is var reference && _context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(_context.Token) : null;
    }

    private Value CallBody(IInvocationOperation call, IMethodSymbol method, SyntaxNode source)
    {
        var body = _context.BodyOf(method, source);
        if (body is not null && body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            var moved = Moved(rejection, call, method);
            if (method.MethodKind == MethodKind.LocalFunction) { Rejections.Add(moved); return Default(call.Type); }
            // Fine for its value, when nothing active goes in.
            return CallForeign(call, moved);
        }
        var handed = Hand(method, call.Arguments, body);
        if (handed.Refusal is var (at, what)) return Reject(at, what);
        if (handed.IsBound && body is not null) body = _context.BodyOf(method, source, handed.Bindings);
        var leaves = Leaves(handed, method, call);
        if (body is null || _context.IsOutOfLine(method) || body.Method.Body.Size() > (leaves.Any(l => l.Leaf.Type.IsArray) ? LargestWithArrays : LargestInlined))
            return ((IOperation?)call.Arguments.FirstOrDefault(IsByReference) ?? (handed.IsBound ? call : null)) is { } reference ? Reject(reference, $"A 'ref' or 'out' argument of '{method.Name}', which is not inlined,")
                : CallOutOfLine(call, method, [.. leaves.Select(l => l.Leaf.Type.IsArray ? Named(l.Leaf) : l.Leaf)]);

        var given = leaves.Select(l => Symbols.Has(method.Parameters[l.Parameter], Symbols.NoGradient) ? Stop(l.Leaf) : l.Leaf).ToArray();
        var result = Inline(call, method, body, given, method.ReturnsVoid ? null : method.ReturnType, out var results);
        GiveBack(call, method, body, results, handed);
        return result;
    }

    private Value Inline(IOperation call, IMethodSymbol method, LoweredBody body, Expr[] leaves, ITypeSymbol? type, bool isDerivative = false) => Inline(call, method, body, leaves, type, out _, isDerivative);

    private Value Inline(IOperation call, IMethodSymbol method, LoweredBody body, Expr[] leaves, ITypeSymbol? type, out List<Expr> results, bool isDerivative = false)
    {
        var rename = new Rename(v => v.IsHidden ? _fresh.Hidden(v.Type) : _fresh.Version(v));
        for (var i = 0; i < leaves.Length; i++) rename.Substitute(body.Method.Parameters[i], leaves[i].IsAtom ? leaves[i] : Define("", leaves[i]).Scalar!);
        foreach (var step in body.Method.Body.Steps)
        {
            var copy = rename.Of(step);
            _steps.Add(copy);
            if (isDerivative) _origins.NoteDerived(copy);
            else _origins.NoteCopy(body.Origins, step, copy, call.Syntax);
        }
        foreach (var watch in body.Watches)
            Watches.Add(watch with { Values = [.. watch.Values.Select(rename.Of)], Rejection = Moved(watch.Rejection, call, method), Result = watch.Result is { } made ? rename.Of(made) as Var : null });
        results = body.Method.Results.Select(rename.Of).ToList();
        if (!isDerivative) _origins.NoteCopies(body.Origins, body.Method.Results, results, call.Syntax);
        return type is null ? Const.False : Default(type).With(results);
    }

    private Value CallOutOfLine(IInvocationOperation call, IMethodSymbol method, Expr[] given)
    {
        var shape = method.ReturnsVoid ? null : Types.Shape(method.ReturnType, "", true);
        var types = shape?.Leaves.Where(l => l.Name.Length > 0 || !shape.IsTuple).Select(l => l.Type).ToArray() ?? [];
        var active = method.Parameters.SelectMany(p => Types.Shape(p.Type, p.Name, !Symbols.Has(p, Symbols.NoGradient)).Leaves).Select(l => l.IsActive).ToArray();
        if (given.Where((a, i) => a.Type.IsArray && !a.Type.Scalar.IsReal && active[i]).Any()) return Reject(call, $"An array of structs in a call of '{method.Name}', which is not inlined,");
        var results = types.Select(_fresh.Hidden).ToArray();
        foreach (var array in given.Where(a => a.Type is { IsArray: true } t && (t.Rank > 1 || t.Element!.IsArray)))
            Watches.Add(new Watch([array], Written(call, method.Name)) { IfWritten = true });
        _steps.Add(new Call(new Callee(_context.OutOfLine(method, call.Syntax.GetLocation()), Sweep.Value, null, active, types) { ReachesFields = true }, given, results));
        return results.Length == 0 ? Const.False : Default(method.ReturnType).With(results);
    }

    private static Rejection Written(IInvocationOperation call, string method) => new(Descriptors.Unsupported, call.Syntax.GetLocation(),
        $"A call of '{method}' with an array that is written here or may be written there (use a span),");

    // An array as a span: the callee has the same memory, and can be given a copy.
    private Expr AsSpan(Expr array) => array.Type is { IsManagedArray: true, Rank: 1, Element: { IsArray: false } element }
        ? Define("", new Slice(array, Const.Int(0), Ops.Length(array), IrType.SpanOf(element))).Scalar! : array;

    /// <summary>What is wrong inside a called method is shown at the call, in the method that asked for a gradient.</summary>
    private Rejection Moved(Rejection rejection, IOperation call, IMethodSymbol method) =>
        _context.IsInRoot(rejection.Location) ? rejection
        : rejection with
        {
            Location = call.Syntax.GetLocation(),
            Cause = rejection.Cause ?? rejection.Location,
            Arguments = rejection.Cause is null && rejection.Arguments.Length > 0
                ? [$"{rejection.Arguments[0]} in '{method.Name}'", .. rejection.Arguments.Skip(1)] : rejection.Arguments,
        };

    // ── a derivative written by hand, or by us in another assembly ───────────────────────────────────────────

    private Value CallWithRule(IInvocationOperation call, HandWritten rule)
    {
        if (rule.Error is { } error) return Reject(call, error);
        var values = Arguments(call);
        if (!IsAccessible(rule.Method, call) || !IsAccessible(call.TargetMethod, call)) return Default(call.Type);
        var parameters = call.TargetMethod.Parameters;
        var args = values.Select((a, i) => Pack(a, parameters[i].Type) ?? Reject(call, "This argument").Leaves.First()).Select(a => a.Type.IsArray ? Named(a) : a).ToArray();
        Watch(call, args.Where((_, i) => values[i].IsTuple), "An active value in this argument");
        var uses = parameters.Select(p => rule.UseOf(p) ?? FromBody(call.TargetMethod, p)).ToArray();
        // In place: what is read is another memory for the rule.
        for (var i = 0; i < args.Length; i++)
            if (uses[i] == Use.Reads && Types.ElementOf(parameters[i].Type) is { } element && args[i].Type is { Rank: 1, Element.IsArray: false }
                && args.Where((a, k) => uses[k] != Use.Reads && a.Type.IsArray && ExtentOf(a).Equals(ExtentOf(args[i]))).Any())
                args[i] = Copied(args[i], element, call);
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].Type.IsArray) continue;
            if (!args[i].Type.Scalar.IsReal && HandWritten.IsActive(parameters[i])) return Reject(call, "An array of structs in this place");
            if (parameters[i].Type is not IArrayTypeSymbol) { args[i] = AsSpan(args[i]); }
            else if (!args[i].Type.IsManagedArray) return Reject(call, "A new array that leaves the method");
            else if (!rule.TakesFinal(parameters[i])) Watches.Add(new Watch([args[i]], Written(call, call.TargetMethod.Name)) { IfWritten = true });
            if (!HandWritten.IsActive(parameters[i]) && uses[i] != Use.Reads) Watch(call, [args[i]], $"An active value in '{parameters[i].Name}', which is marked [NoGradient] and written,");
        }
        Var[] results = call.TargetMethod.ReturnsVoid ? [] : [_fresh.Hidden(Types.Of(call.Type))];
        var callee = new Callee(
            $"{call.TargetMethod.ContainingType.Text()}.{CSharp.Escape(call.TargetMethod.Name)}", Sweep.Value,
            $"{rule.Method.ContainingType.Text()}.{CSharp.Escape(rule.Method.Name)}",
            parameters.Select(HandWritten.IsActive).ToArray(), results.Select(r => r.Type).ToArray())
        {
            Uses = uses,
            ReachesFields = SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, _context.Compilation.Assembly),
            TakesFinal = parameters.Select(rule.TakesFinal).ToArray(),
            TakesResult = rule.TakesResult(call.TargetMethod),
            IsOptional = parameters.Select(rule.IsOptional).ToArray(),
            Switches = parameters.Select(rule.SwitchOf).ToArray(),
        };
        _steps.Add(new Call(callee, args, results));
        return results.Length == 0 ? Const.False : results[0];
    }

    private Use FromBody(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (SourceOf(method) is not { } source || _context.BodyOf(method, source) is not { } body || body.Rejections.Any(r => r.IsError)
            || body.Method.Parameters.Count != method.Parameters.Length) return Use.Writes;
        return Uses.Of(body.Method)[parameter.Ordinal];
    }

    // ── calls that no gradient passes ────────────────────────────────────────────────────────────────────────

    private Value CallForeign(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction) return Reject(call, $"A call of '{method.Name}', which is not a plain static local function,");
        if (IsExtension(method.ContainingType)) return QuoteExtension(call);
        if (method.IsStatic) return Quote(call, $"{method.ContainingType.Text()}.{CSharp.Escape(method.Name)}{TypeArguments(method)}(", call.Arguments, method, ")");
        if (call.Instance is null or IInstanceReferenceOperation) return Reject(call, "'this'");
        var owner = OwnerOf(call.Instance, method, call.Arguments);
        return Quote(call, $"{owner.Text}.{CSharp.Escape(method.Name)}{TypeArguments(method)}(", call.Arguments, method, ")", owner);
    }

    private static string TypeArguments(IMethodSymbol method) =>
        method.TypeArguments.IsEmpty ? "" : $"<{string.Join(", ", method.TypeArguments.Select(t => t.Text()))}>";
}
