using System.Globalization;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>From a [Differentiable] method to its model, or to the reasons why not. Symbols stop here.</summary>
public static class Lowering
{
    public static Lowered Lower(IMethodSymbol method, MemberDeclarationSyntax syntax, Compilation compilation, CancellationToken token) =>
        Lower(method, syntax, compilation, token, out _);

    /// <param name="visited">The bodies of other methods that were read.</param>
    public static Lowered Lower(IMethodSymbol method, MemberDeclarationSyntax syntax, Compilation compilation, CancellationToken token,
        out IReadOnlyCollection<SyntaxNode> visited)
    {
        var lowered = default(Lowered);
        var all = new HashSet<SyntaxNode>();
        foreach (var asked in Asked.All(method).Reverse())
        {
            var others = lowered?.Rejections ?? [];
            foreach (var instance in Instances.Of(method, compilation).Reverse())
                using (Asked.Enter(asked))
                using (Instances.Enter(instance, compilation))
                using (Aggregate.Inside(method))
                {
                    lowered = LowerInstance(method, syntax, compilation, token, out var read) with { Other = lowered };
                    all.UnionWith(read);
                }
            if (others.Count > 0) lowered = lowered! with { Rejections = Distinct(lowered.Rejections.Concat(others)) };
        }
        visited = all;
        return lowered!;
    }

    private static Lowered LowerInstance(IMethodSymbol method, MemberDeclarationSyntax syntax, Compilation compilation,
        CancellationToken token, out IReadOnlyCollection<SyntaxNode> visited)
    {
        var signature = default(Lowered);
        visited = [];
        try
        {
            return WithReason(Lower(method, syntax, compilation, token, out visited, out signature));
        }
        // Whatever the source, no exception leaves: a fault of ours is refused like everything that cannot be differentiated.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return WithReason(new Lowered(signature?.Model,
                [Rejection.Unsupported(Declared.NameOf(syntax),
                $"'{method.Name}', by a fault of AutoBackprop ({fault.GetType().Name}: {fault.Message}; please report it),")]));
        }
    }

    private static Lowered WithReason(Lowered lowered) =>
        lowered.Model is not { } model || model is { Body: not null, Refused: Derivatives.None } ? lowered : lowered with
    {
        Model = model with
        {
            Refusal = lowered.Rejections.FirstOrDefault(r => r.IsError) is { } rejection
                ? $"{rejection.Descriptor.Id}: {rejection.ToDiagnostic().GetMessage(CultureInfo.InvariantCulture)}"
                : $"'{model.Name}' has no gradient, since it does not compile without what other generators write",
        },
    };

    private static Lowered Lower(IMethodSymbol method, MemberDeclarationSyntax syntax, Compilation compilation, CancellationToken token,
        out IReadOnlyCollection<SyntaxNode> visited, out Lowered? signature)
    {
        var own = GeneratedMembers.For([syntax], compilation);
        var lowered = LowerIn(own, method, syntax, compilation, token, out visited, out signature);
        // What it calls may call what we generate, too; that is known once it was read.
        return lowered.Model is { Body: not null } || own != compilation
            || GeneratedMembers.For(visited, compilation) is var read && read == compilation ? lowered
            : LowerIn(read, method, syntax, compilation, token, out visited, out signature);
    }

    private static Lowered LowerIn(Compilation extended, IMethodSymbol method, MemberDeclarationSyntax syntax, Compilation compilation,
        CancellationToken token,
        out IReadOnlyCollection<SyntaxNode> visited, out Lowered? signature)
    {
        var real = Instances.RealOf(method);
        if (extended != compilation)
        {
            compilation = extended;
            method = Declared.MethodOf(syntax, compilation, token) ?? method;
        }
        // Its symbols may be those of another compilation by now.
        using var closing = Instances.Enter(real is null ? method : method.Construct(real), compilation);
        var context = new LoweringContext(compilation, method, syntax, token);
        var lowered = Lower(context, method, syntax, out visited, out signature, out var madeObjects);
        // By then values of these types were other ones.
        if (context.Enumerators.Count > 0)
            lowered = Lower(new LoweringContext(compilation, method, syntax, token) { Enumerators = context.Enumerators }, method, syntax,
            out visited, out signature, out madeObjects);
        if (!madeObjects || lowered.Rejections.All(r => !r.IsError)) return lowered;
        // As they are, objects may do for their values.
        var quoted = Lower(new LoweringContext(compilation, method, syntax, token) { QuotesObjects = true }, method, syntax, out var others,
            out _, out _);
        visited = [.. visited, .. others];
        return quoted.Rejections.All(r => !r.IsError && r.Descriptor != Descriptors.GradientLost) ? quoted : lowered;
    }

    private static Lowered Lower(LoweringContext context, IMethodSymbol method, MemberDeclarationSyntax syntax,
        out IReadOnlyCollection<SyntaxNode> visited, out Lowered? signature, out bool madeObjects)
    {
        var token = context.Token;
        madeObjects = false;
        visited = context.Visited;
        signature = null;
        signature = SignatureLowering.Lower(method, syntax, context);
        context.Prefix = signature.Model?.Prefix ?? "";
        if (signature.Model is { } wanted && Core.Member.In(wanted.Wanted).Any(m => m is MatrixMember)) context.Repeatable = new(context);
        if (signature.Rejections.Any(r => r.IsError))
            return new Lowered(signature.Model, [.. signature.Rejections, .. BehindParameters(signature, context, method, syntax)]);

        var source = Declared.BodyOf(syntax) ?? syntax;
        if (method.PartialImplementationPart?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) is { } implementation)
        {
            context.Visited.Add(source = implementation);
            method = method.PartialImplementationPart;
        }
        var body = BodyLowering.Lower(context, method, source, SignatureLowering.IsActive,
            isReceiverActive: Asked.IsReceiverActive(method));
        var rejections = signature.Rejections.Concat(body.Rejections).ToList();
        madeObjects = context.MadeObjects;
        var (resolved, callees) = Uses.Resolve(Moves.Run(body.Method, body.Origins.NoteRebuilt),
            context.Callees.Select(c => Moves.Run(c)).ToArray(), body.Origins.NoteRebuilt);
        body = body with { Method = resolved };
        if (Uses.HasMisfit(resolved, callees))
            rejections.Add(Rejection.Unsupported(Declared.NameOf(syntax),
            "A new array, or one that is written, in a call of a method that calls itself and hands the array on,"));
        foreach (var (from, call) in context.OutOfLineBodies(callees).Prepend(body)
            .SelectMany(b => Uses.Twice(b.Method).Select(c => (b, c))))
            rejections.Add(from.Shown(new Rejection(Descriptors.Unsupported,
                from.Origins.Of(call)?.Path[0].GetLocation() ?? Declared.NameOf(syntax),
                "The same memory twice, in a call of a method that calls itself and writes it,", "; hand over a copy")));
        if (rejections.All(r => !r.IsError)) rejections.AddRange(Lost(body).Concat(context.OutOfLineBodies(callees).SelectMany(Lost)));
        var unfollowed = rejections.All(r => !r.IsError) && signature.Model is { } asked
            ? Unfollowed.In(body, context.OutOfLineBodies(callees), asked, Declared.NameOf(syntax)).ToList() : [];
        if (rejections.Any(r => r.IsError) || context.HasCompilerErrors)
            return new Lowered(signature.Model, context.HasCompilerErrors ? [] : Distinct(rejections));

        rejections.AddRange(WithoutInfluence(body.Method, method));
        rejections.AddRange(unfollowed.Select(u => u.Why));
        return new Lowered(signature.Model! with { Body = body.Method,
            Refused = unfollowed.Aggregate(Derivatives.None, (all, u) => all | u.Member), Callees = callees,
            Accessors = context.Accessors.Values.OrderBy(a => a.Name, StringComparer.Ordinal).ToArray(),
            Adapters = context.Adapters.Values.OrderBy(a => a.Name, StringComparer.Ordinal).ToArray(),
        }, Distinct(rejections)) { Origins = body.Origins };
    }

    /// <summary>What else there is to say where only types of parameters were refused: they stand for constants.</summary>
    private static IEnumerable<Rejection> BehindParameters(Lowered signature, LoweringContext context, IMethodSymbol method,
        MemberDeclarationSyntax syntax)
    {
        var parameters = method.Parameters.Select(p => p.Locations[0]).ToList();
        if (signature.Rejections.Any(r => r.IsError && !(r.Descriptor == Descriptors.UnsupportedType && parameters.Contains(r.Location)))
            || Declared.BodyOf(syntax) is not { } source) return [];
        try
        {
            var body = BodyLowering.Lower(context, method, source, p => SignatureLowering.IsActive(p)
                && !signature.Rejections.Any(r => r.Location == p.Locations[0]), isReceiverActive: Asked.IsReceiverActive(method));
            return context.HasCompilerErrors ? [] : Distinct(body.Rejections.Concat(Lost(body))).Where(r => r.IsError);
        }
        // There is enough to mend as it is.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>Where an active value goes and no derivative follows.</summary>
    private static IEnumerable<Rejection> Lost(LoweredBody body)
    {
        var traces = new Traces(body.Method);
        return traces.Of(body.Watches)
            .Concat(traces.Abroad().Select(step => body.Origins.Of(step)).OfType<Origin>().Select(origin => body.Shown(
            new Rejection(Descriptors.GradientLost, origin.Path[0].GetLocation(),
                "an active value is stored in memory that is not the method's") { Cause = origin.Call is null
                ? null : origin.Node.GetLocation() })));
    }

    private static IEnumerable<Rejection> WithoutInfluence(Method body, IMethodSymbol method)
    {
        var activity = new Activity(Normalise.Run(body), writesCount: true);
        var i = SignatureLowering.ReceiverOf(method) is { } receiver ? receiver.Shape.Leaves.Count() : 0;
        foreach (var parameter in method.Parameters)
        {
            if (Asked.Of(method) is not null && !Asked.IsActive(parameter))
            {
                i += SignatureLowering.ShapeOf(parameter).Leaves.Count();
                continue;
            }
            var leaves = SignatureLowering.ShapeOf(parameter).Leaves.ToList();
            var active = leaves.Where((_, k) => body.IsActive[i + k]).Any();
            if (active && !leaves.Where((_, k) => activity.IsUseful(body.Parameters[i + k])).Any())
                yield return new Rejection(Descriptors.NoInfluence, parameter.Locations[0], parameter.Name);
            i += leaves.Count;
        }
    }

    /// <summary>Each once; of errors inside each other the innermost, which is the reason of the others.</summary>
    private static IReadOnlyList<Rejection> Distinct(IEnumerable<Rejection> rejections)
    {
        var distinct = rejections.GroupBy(r => (r.Descriptor.Id, r.Location)).Select(g => g.First()).ToList();
        distinct.RemoveAll(outer => outer.IsError && distinct.Exists(inner => inner.IsError && IsInside(inner.Location, outer.Location)));
        // What was wrong with a variable first is why it is wrong later.
        var (known, all) = (new HashSet<ISymbol>(SymbolEqualityComparer.Default), distinct.ToList());
        return [.. distinct.Where(r => !r.IsError || r.About is not { } variable
            || known.Add(variable) && !all.Exists(o =>
                o != r && o.IsError && !SymbolEqualityComparer.Default.Equals(o.About, variable) && IsOf(variable, o.Location)))];
    }

    // Its declaration, with what it is given there, is or holds the place, or is held by it.
    private static bool IsOf(ISymbol variable, Location place) => variable.Locations.Any(l => l == place || IsInside(l, place))
        || variable is ILocalSymbol
            && variable.DeclaringSyntaxReferences.Any(d => d.SyntaxTree == place.SourceTree && d.Span.Contains(place.SourceSpan));

    private static bool IsInside(Location inner, Location outer) => inner.SourceTree is { } tree && tree == outer.SourceTree
        && inner.SourceSpan != outer.SourceSpan && outer.SourceSpan.Contains(inner.SourceSpan);
}
