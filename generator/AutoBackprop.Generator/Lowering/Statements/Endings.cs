using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>try with finally, using and lock: what must be done at the end is done after the steps, however they are left.</summary>
internal sealed class Endings(Scope scope) : Lowerer(scope)
{
    public void LowerTry(ITryOperation t)
    {
        if (t.Catches.Length > 0)
        {
            Reject(t.Catches[0], "'catch'", "ask before, with an 'if', for what would throw");
            // There may be more to say.
            Scope.Statements.Statement(t.Body);
        }
        else if (t.Finally is { } final)
            Protected(t, "'try'", () => Scope.Statements.Statement(t.Body), () => Scope.Statements.Statement(final));
    }

    public void LowerLock(ILockOperation l)
    {
        var value = Hold(Scope.Quoting.Given(l.LockedValue)).Scalar!;
        var isOwn = KnownNames.IsLock(l.LockedValue.Type);
        Quoted(isOwn ? $"{Opaque.Hole(0)}.Enter()" : $"global::System.Threading.Monitor.Enter({Opaque.Hole(0)})", value);
        Protected(l, "'lock'", () => Scope.Statements.Statement(l.Body),
            () => Quoted(isOwn ? $"{Opaque.Hole(0)}.Exit()" : $"global::System.Threading.Monitor.Exit({Opaque.Hole(0)})", value));
    }

    public void LowerUsing(IUsingOperation u)
    {
        if (u.IsAsynchronous) { Reject(u, "'await'", "await before, and differentiate the computation alone"); return; }
        if (u.Resources is IVariableDeclarationGroupOperation)
        {
            Scope.Statements.Statement(u.Resources);
            Protected(u, "'using'", () => Scope.Statements.Statement(u.Body), () => Dispose(u.Locals, u.Resources));
            return;
        }
        var resource = Hold(Scope.Quoting.Given(u.Resources)).Scalar!;
        Protected(u, "'using'", () => Scope.Statements.Statement(u.Body), () => Dispose(resource, u.Resources.Type));
    }

    /// <summary>A declaration with 'using': the rest of the block is what it is for.</summary>
    public void LowerUsing(IUsingDeclarationOperation u, Action rest)
    {
        if (u.IsAsynchronous) { Reject(u, "'await'", "await before, and differentiate the computation alone"); return; }
        Scope.Statements.Statement(u.DeclarationGroup);
        Protected(u, "'using'", rest, () =>
            Dispose(u.DeclarationGroup.Declarations.SelectMany(d => d.Declarators).Select(d => d.Symbol), u));
    }

    private void Dispose(IEnumerable<ILocalSymbol> locals, IOperation at)
    {
        foreach (var local in locals.Reverse())
            if (Variables[local]?.Scalar is { } resource) Dispose(resource, local.Type);
            else Reject(at);
    }

    // A ref struct need not implement the interface, and cannot be asked for it: its own method it is.
    private void Dispose(Expr resource, ITypeSymbol? type) => Quoted(type is { IsRefLikeType: true } ? $"{Opaque.Hole(0)}.Dispose()"
        : $"((global::System.IDisposable){Opaque.Hole(0)}){(type?.IsValueType == true ? "" : "?")}.Dispose()", resource);

    private void Quoted(string text, Expr value) => Emit(new Execute(new Opaque(text, new[] { value }, IrType.Other("void"))));

    private void Protected(IOperation at, string what, Action body, Action ending)
    {
        var from = Scope.Steps.Count;
        var known = CodeOf(ending);
        body();
        if (!Scope.Steps.Skip(from).SelectMany(s => s.Self()).Any(MayThrow))
        {
            // It is left by now, wherever it goes from here.
            ending();
            return;
        }
        // Whatever is thrown, it is done; once, wherever it is left.
        if (known is null || CodeOf(ending) is not { } now || !now.SequenceEqual(known))
            Reject(at, $"{what} around something that may throw, with an end that reads what is computed there,");
        else
        {
            var done = Fresh.Hidden(IrType.Ending);
            Scope.Steps.Insert(from, new Let(done, Library.Ending(known)));
            Emit(new Execute(Library.Done(done)));
        }
    }

    /// <summary>What happens at the end, if that is C# for its side effects, of constants; null for all else.</summary>
    private List<Opaque>? CodeOf(Action ending)
    {
        var (before, rejections, watches) = (Variables.Snapshot(), Rejections.Count, Watches.Count);
        var steps = BlockOf(ending).Steps;
        var isPlain = Rejections.Count == rejections && steps.All(s => s is Execute { Code: var code } && code.Args.All(IsConstant))
            && before.All(p => ReferenceEquals(Variables[p.Key], p.Value));
        Variables.Restore(before);
        Rejections.RemoveRange(rejections, Rejections.Count - rejections);
        Watches.RemoveRange(watches, Watches.Count - watches);
        return isPlain ? [.. steps.Select(s => ((Execute)s).Code)] : null;
    }

    private static bool IsConstant(Expr value) => value is Const or Var { Type.IsArray: false, Type.IsReal: false }
        || value is Opaque { IsPure: true, ReachesFields: false, Args: var args } && !Entities.Is(value) && args.All(IsConstant);

    private static bool MayThrow(Stmt step) => step is Throw or Call or Execute or Store or Accumulate or Allocate or Product
        || step.Reads().Any(r => Failing.May(r) || !r.IsPure());
}
